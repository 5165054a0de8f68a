"""The ids that addresses and forms name."""

# The largest that a database keeps has one more: what is longer names no row.
MOST_DIGITS = 18


def names_an_id(text):
    """Say whether `text` may be the id of a row: plain figures, as many as a database keeps."""
    text = str(text)
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
