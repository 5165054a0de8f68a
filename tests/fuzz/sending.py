"""Sends what was drawn as a browser would, byte for byte."""

from urllib.parse import urlencode

from tests.fuzz.inputs import Upload

BOUNDARY = "BoUnDaRyStRiNg"
PARTS = f"multipart/form-data; boundary={BOUNDARY}"


def filled(values, sent):
    """Return `[(field, value), …]`: a form filled with `values`, but for what was drawn."""
    fields = {name: _several(value) for name, value in values.items()}
    fields |= {name: (text,) for name, text in sent.unknown.items() if name not in fields}
    fields |= {change.field: change.values for change in sent.changes}
    extra = [(f"cle{number}", "x") for number in range(sent.key_count)]
    return [
        (name, value) for name, several in fields.items() for value in several
    ] + extra


def send(client, method, path, fields, coding):
    """Send fields to an address; return its answer."""
    texts = [(name, value) for name, value in fields if not isinstance(value, Upload)]
    if method == "get":
        return client.get(f"{path}?{_form(texts)}")
    if coding == "json":
        return client.generic("POST", path, b'{"a": 1}', "application/json")
    if coding == "form" and len(texts) == len(fields):
        body = _form(texts).encode()
        return client.generic("POST", path, body, "application/x-www-form-urlencoded")
    body = b"".join(_part(name, value) for name, value in fields)
    end = b"" if coding == "cut" else f"--{BOUNDARY}--\r\n".encode()
    return client.generic("POST", path, body + end, PARTS)


def _several(value):
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _form(texts):
    return urlencode([(_bytes(name), _bytes(value)) for name, value in texts])


def _part(name, value):
    about = f'name="{name}"'
    content = value
    if isinstance(value, Upload):
        about += f'; filename="{value.name}"'
        content = value.content
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n\r\n"
    return _bytes(head) + _bytes(content) + b"\r\n"


def _bytes(value):
    """Return bytes, of half a pair of surrogates too: what no browser means, but may send."""
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")
