"""What a base is for, and what follows from it: who reads, what to do next."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bases.models.access import BaseSettings
from bases.visibility import Visibility

Purpose = BaseSettings.Purpose
TEAM = BaseSettings.DefaultReadership.TEAM
BASE = BaseSettings.DefaultReadership.BASE


@dataclass(frozen=True)
class Proposal:
    """What a purpose sets when a base is made, the sentence that says it, and its next steps.

    `sections`: the titles that its home begins with, seen once something is put under them;
    `members_shown`: whether the home names those who agreed to it.
    """

    says: str
    visibility: Visibility
    default_readership: str
    steps: tuple
    sections: tuple = ()
    members_shown: bool = False


# In the order of the cards. Each can be changed later, but for the workbench: it stays one.
PROPOSALS = {
    Purpose.SHOWCASE: Proposal(
        _("What your organisation makes, for all to use. Proposed: everyone reads."),
        Visibility.PUBLIC,
        BASE,
        ("logo", "description", "fiche", "collection", "invite", "readers"),
        sections=(_("To discover"),),
    ),
    Purpose.INTERNAL: Proposal(
        _("What your team needs at work, kept for it. Proposed: the team alone reads."),
        Visibility.PRIVATE,
        BASE,
        ("invite", "fiche", "collection", "readers", "logo", "description"),
        sections=(_("What we use every day"),),
    ),
    Purpose.WORKSHOPS: Proposal(
        _("Workshops ready to run, in collections. Proposed: everyone reads."),
        Visibility.PUBLIC,
        BASE,
        ("fiche", "collection", "logo", "description", "invite", "readers"),
        sections=(_("To begin"), _("To go further")),
    ),
    Purpose.EXCHANGE: Proposal(
        _(
            "Peers of several organisations put in common. Proposed: the team alone reads."
        ),
        Visibility.PRIVATE,
        BASE,
        ("invite", "description", "fiche", "readers", "logo", "collection"),
        members_shown=True,
    ),
    Purpose.WORKBENCH: Proposal(
        _("Yours, in your name: what you write is for you alone until you open it."),
        Visibility.PUBLIC,
        TEAM,
        ("fiche", "collection", "logo", "description"),
    ),
}
# What a base that is no workbench may be for.
OF_TEAMS = tuple(purpose for purpose in PROPOSALS if purpose != Purpose.WORKBENCH)
