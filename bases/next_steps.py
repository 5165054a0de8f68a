"""What the administrators of a new base are gently told to do next, until it is done."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bases.models.access import BaseSettings
from bases.models.teams import Invitation, Membership
from bases.purposes import PROPOSALS
from bases.teams import ADMINISTERING

LABELS = {
    "logo": _("Add its logo"),
    "description": _("Describe it in a few lines"),
    "invite": _("Invite somebody"),
    "fiche": _("Publish a first fiche"),
    "collection": _("Gather fiches in a collection, in the editor"),
    "readers": _("Choose who reads"),
}
# The screens where steps are made; the two others are told by the layers that know them.
SCREENS = {
    "logo": "base_settings",
    "description": "base_settings",
    "invite": "base_invitations",
    "readers": "base_readers",
}

_elsewhere = {}


def leads_to(step):
    """Register a function `(base) -> address`: where a step is made, for a layer that knows it."""

    def register(function):
        _elsewhere[step] = function
        return function

    return register


def steps_for(role, base, *, fiches, collections):
    """Return `[{label, url, is_done}, …]`: the next steps of `base`, for who has this role there.

    Nothing for those who do not administer it, where all is done, once it was put away, nor in
    the preview of a draft. `base`: as `BasePage.for_reading` gives it; how many `fiches` and
    `collections` it shows.
    """
    is_served = hasattr(base, "has_company")
    if role not in ADMINISTERING or not is_served or base.settings.next_steps_dismissed:
        return []
    settings = base.settings
    done = {
        "logo": bool(base.logo_id),
        "description": bool(base.description),
        "invite": base.has_company,
        "fiche": bool(fiches),
        "collection": bool(collections),
        "readers": settings.readers_chosen,
    }
    steps = [_step(name, base, done) for name in PROPOSALS[settings.purpose].steps]
    return [] if all(step["is_done"] for step in steps) else steps


def has_company():
    """Return the condition that somebody else is in the team of a base, or was invited to it."""
    active = Membership.objects.filter(base=OuterRef("pk"), user__is_active=True)
    invited = Invitation.objects.filter(
        base=OuterRef("pk"), state=Invitation.State.PENDING
    )
    return Exists(active.order_by("pk")[1:2]) | Exists(invited)


def put_away(base):
    """Show the next steps of `base` no more."""
    BaseSettings.objects.filter(base=base).update(next_steps_dismissed=True)


def _step(name, base, done):
    screen = SCREENS.get(name)
    url = reverse(screen, args=[base.slug]) if screen else _elsewhere[name](base)
    return {"label": LABELS[name], "url": url, "is_done": done[name]}
