"""Who the admin answers, while it answers: the widgets of a form and its blocks get no request."""

from contextlib import contextmanager
from contextvars import ContextVar

_asking = ContextVar("asking", default=None)


@contextmanager
def asked_by(user):
    """Keep in mind that `user` asks, until the answer is written."""
    token = _asking.set(user)
    try:
        yield
    finally:
        _asking.reset(token)


def who_asks():
    """Return the person whom the admin answers, None outside of the admin."""
    return _asking.get()
