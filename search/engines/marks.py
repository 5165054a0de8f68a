"""Marks of documents, compared all at once: a byte for each, below 128.

Thousands of bytes are two whole numbers that a few operations compare, as registers of a processor
are (Lamport, *Multiple Byte Processing with Full-Word Instructions*, 1975).
"""


def least(first, second):
    """Return the lesser of the two marks of each document: a `bytearray`."""
    first, second, greater, size = _compared(first, second)
    return _marks(first ^ ((first ^ second) & greater), size)


def largest(first, second):
    """Return the greater of the two marks of each document: a `bytearray`."""
    first, second, greater, size = _compared(first, second)
    return _marks(second ^ ((first ^ second) & greater), size)


def _compared(first, second):
    """Return both as numbers, the bits of the bytes where the first is not less, and their size."""
    size = len(first)
    first, second, above = (
        int.from_bytes(each, "big") for each in (first, second, b"\x80" * size)
    )
    # Above what any mark is, no byte borrows from the next.
    not_less = (first + above - second) & above
    return first, second, not_less - (not_less >> 7), size


def _marks(number, size):
    return bytearray(number.to_bytes(size, "big"))
