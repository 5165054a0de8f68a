"""The door of near fiches: the layer that finds says which are near to a title being typed."""

from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

# A title that is shorter tells nothing yet.
SHORTEST = 4

_finders = []


def finds_near(function):
    """Register the function `(reader, title, *, but) -> rows` that finds near fiches.

    Of what `reader` may open, but the page of the id `but`; rows are as `bases.listing` presents
    them. There is one such function: that of the layer that searches.
    """
    _finders.append(function)
    return function


def near_fiches(reader, title, *, but=None):
    """Return the few fiches that `reader` may open and that `title` says again, nearest first."""
    title = " ".join(title.replace("\0", " ").split())
    (finder,) = _finders
    return finder(reader, title, but=but) if len(title) >= SHORTEST else []


def may_write_fiches(user):
    """Say whether `user` may add a page somewhere: they are told what is near to their titles."""
    return policy_registry.get_by_type(Page).user_has_permission(user, "add")


def tells_near_fiches(field, *, but=None):
    """Let the form `field` of a title show what is near while it is typed; see js/near.js."""
    asked = f"?page={but}" if but else ""
    field.widget.attrs["data-near-fiches"] = f"{reverse('near_fiches')}{asked}"
