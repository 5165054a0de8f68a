"""The door of questions asked inside a base: the layer that finds answers what its page prints."""

# What an address asks with: words, terms, an order, a page of the answer.
PARAMETERS = ("q", "theme", "nature", "audience", "tri", "page")

_finders = []


def finds_inside(function):
    """Register the function `(request, base) -> context` that answers what is asked inside a base.

    There is one: the layer that searches.
    """
    _finders.append(function)
    return function


def asks_inside(request):
    """Say whether the address of `request` asks something inside a base."""
    return any(name in request.GET for name in PARAMETERS)


def found_inside(request, base):
    """Return what the page of `base` prints of the answer to what `request` asks inside it."""
    (finder,) = _finders
    return finder(request, base)
