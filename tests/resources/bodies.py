"""Bodies of fiches for tests."""

from resources.models import ResourcePage


def body_of(*blocks):
    """Return the StreamField value made of these `(type, raw value)`."""
    stream = ResourcePage._meta.get_field("body").stream_block
    return stream.to_python([{"type": type, "value": value} for type, value in blocks])
