"""Reads the answers that give files, and pages opened by a link."""

from django.test import Client

SHARED_WORDS = "Le mot de passe du bureau est sous le clavier"


def whole(response):
    """Return the bytes of a response, read to its end as a browser does."""
    return b"".join(response) if response.streaming else response.content


def status_of(client, address):
    response = client.get(address)
    whole(response)
    return response.status_code


def client_of(person, **options):
    """Return the browser of somebody, who is signed in unless they are anonymous."""
    client = Client(**options)
    if person.is_authenticated:
        client.force_login(person)
    return client
