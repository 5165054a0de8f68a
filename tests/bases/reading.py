"""Reads the answers that give files."""


def whole(response):
    """Return the bytes of a response, read to its end as a browser does."""
    return b"".join(response) if response.streaming else response.content


def status_of(client, address):
    response = client.get(address)
    whole(response)
    return response.status_code
