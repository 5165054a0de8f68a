"""The door of questions asked inside a base: the layer that finds answers what its page prints."""

_finders = []


def finds_inside(*, asked_by):
    """Register the function `(request, base) -> context` that answers what is asked inside a base.

    `asked_by`: the parameters of an address that ask something. There is one such function: that
    of the layer that searches.
    """

    def register(function):
        _finders.append((function, frozenset(asked_by)))
        return function

    return register


def asks_inside(request):
    """Say whether the address of `request` asks something inside a base."""
    ((_finder, asked_by),) = _finders
    return not asked_by.isdisjoint(request.GET)


def found_inside(request, base):
    """Return what the page of `base` prints of the answer to what `request` asks inside it."""
    ((finder, _asked_by),) = _finders
    return finder(request, base)
