"""What the administrators of a new base are gently told to do next, until it is done."""

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bases.models.access import BaseSettings
from bases.models.cards import Card
from bases.models.teams import Invitation
from bases.purposes import PROPOSALS
from bases.teams import ADMINISTERING

LABELS = {
    "logo": _("Add its logo"),
    "description": _("Describe it in a few lines"),
    "invite": _("Invite somebody"),
    "fiche": _("Publish a first fiche"),
    "collection": _("Gather fiches in a collection"),
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


def steps_for(role, base):
    """Return `[{label, url, is_done}, …]`: the next steps of `base`, for who has this role there.

    Nothing for those who do not administer it, where all is done, or once it was put away. One
    query, for administrators alone.
    """
    if role not in ADMINISTERING:
        return []
    facts = _facts(base)
    if facts is None:
        return []
    done = {
        "logo": bool(base.logo_id),
        "description": bool(base.description),
        "invite": facts["members"] > 1 or facts["has_invited"],
        "fiche": facts["has_fiche"],
        "collection": facts["has_collection"],
        "readers": facts["readers_chosen"],
    }
    steps = [_step(name, base, done) for name in PROPOSALS[facts["purpose"]].steps]
    return [] if all(step["is_done"] for step in steps) else steps


def put_away(base):
    """Show the next steps of `base` no more."""
    BaseSettings.objects.filter(base=base).update(next_steps_dismissed=True)


def _facts(base):
    """Return what tells which steps are done; None once they were put away."""
    shown = Card.objects.filter(base=OuterRef("base"), live=True, in_bin=False)
    invited = Invitation.objects.filter(base=OuterRef("base"))
    settings = BaseSettings.objects.filter(base=base, next_steps_dismissed=False)
    return (
        settings.annotate(
            members=Count(
                "base__memberships", filter=Q(base__memberships__user__is_active=True)
            ),
            has_invited=Exists(invited.filter(state=Invitation.State.PENDING)),
            has_fiche=Exists(shown.filter(kind=Card.Kind.RESOURCE)),
            has_collection=Exists(shown.filter(kind=Card.Kind.COLLECTION)),
        )
        .values(
            "purpose",
            "readers_chosen",
            "members",
            "has_invited",
            "has_fiche",
            "has_collection",
        )
        .first()
    )


def _step(name, base, done):
    screen = SCREENS.get(name)
    url = reverse(screen, args=[base.slug]) if screen else _elsewhere[name](base)
    return {"label": LABELS[name], "url": url, "is_done": done[name]}
