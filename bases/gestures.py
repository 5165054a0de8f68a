"""What a reader may do with what a page shows: what each layer adds to the pages beneath it."""

from dataclasses import dataclass

from accounts.models import StandIn
from bases.access import LinkHolder


@dataclass(frozen=True)
class Gesture:
    """A link to a screen; or, where it `posts`, a button that does it at once.

    `field`: the name of a field that the button sends, if any. `note`: what is told beside it.
    """

    label: str
    icon: str
    url: str
    posts: bool = False
    field: str = ""
    note: str = ""


_offers = []


def offers(*, place):
    """Register a function `(user, shown) -> [gesture, …]`, in its place among the others.

    `shown` is a page, which `user` reads, or a theme. Each asks a constant number of queries.
    """

    def register(function):
        _offers.append((place, function))
        return function

    return register


def gestures_for(user, shown):
    """Return what `user`, who reads `shown`, may do with it.

    Nothing for who reads through a link or as somebody else, nor in the preview of a draft.
    """
    is_preview = hasattr(shown, "live") and not hasattr(shown, "card")
    if is_preview or isinstance(user, (LinkHolder, StandIn)):
        return []
    ordered = sorted(_offers, key=lambda offer: offer[0])
    return [gesture for _place, offer in ordered for gesture in offer(user, shown)]
