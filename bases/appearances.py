"""Where pages show besides their own address: said by the layers above, asked before one goes."""

from wagtail.models import Page

from bases.access import visible_to
from bases.models import Card

_showing = []


def shows_pages(function):
    """Register a function that returns, of a query of pages, the ids of those that show them."""
    _showing.append(function)
    return function


def appearances(pages, *, user):
    """Return `(titles, others)`: the pages that show some of `pages` or of what is under them.

    `titles` are those that `user` may read, `others` the number of the rest that is published.
    """
    under = Page.objects.none()
    for page in pages:
        under |= Page.objects.filter(path__startswith=page.path)
    ids = {pk for function in _showing for pk in function(under.values("pk"))}
    showing = Card.objects.filter(pk__in=ids, in_bin=False, live=True).exclude(
        pk__in=under.values("pk")
    )
    titles = visible_to(user, among=showing).order_by("title", "pk")
    titles = list(titles.values_list("title", flat=True))
    return titles, showing.count() - len(titles)
