"""The part of a file that a request asks for (RFC 9110, section 14)."""

import re

# Several ranges at once may be answered by the whole, and are.
ONE_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


class UnsatisfiableRangeError(Exception):
    """What is asked for lies outside the file."""


def asked_range(request, *, size, etag):
    """Return `(start, stop)`, the bytes that `request` asks for; None where it asks for all.

    What cannot be understood, or was asked of another version, asks for all.
    """
    if request.method != "GET" or request.headers.get("if-range", etag) != etag:
        return None
    match = ONE_RANGE.fullmatch(request.headers.get("range", ""))
    if match is None or not any(match.groups()):
        return None
    first, last = match.groups()
    if not first:
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start == stop:
        raise UnsatisfiableRangeError
    return start, stop
