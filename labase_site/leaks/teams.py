"""What administrators of the closed base keep: invitations, requests, offers, links, the bin."""

from datetime import timedelta

from django.utils import timezone

from bases.bin import put_in_bin
from bases.invitations import token_of as token_of_invitation
from bases.models import (
    BaseSettings,
    Invitation,
    JoinRequest,
    OwnershipOffer,
    ShareLink,
)
from bases.sharing import make_link, token_of
from labase_site.leaks.filling import planted_texts
from labase_site.leaks.portal import CLOSED


def plant_team_rows(portal, team, *, base, contents):
    """Add what the administrators of `base` see of it and nobody else does."""
    later = timezone.now() + timedelta(days=30)
    owner, reader = team["owner"], team["reader"]
    invitation = _planted(
        portal, Invitation, base=base, role="reader", invited_by=owner, expires_at=later
    )
    request = _planted(portal, JoinRequest, base=base, user=reader, answered_by=owner)
    offer = OwnershipOffer.objects.create(base=base, offered_to=reader, offered_by=owner)
    link = _planted(
        portal,
        ShareLink,
        page=contents["published"],
        base=base,
        made_by=owner,
        expires_at=later,
    )
    sentence = portal.lexicon.plant("closed base: sentence that it does not show")
    BaseSettings.objects.filter(base=base).update(closed_sentence=sentence)
    members = base.memberships.values_list("pk", flat=True)
    portal.note("membership", CLOSED, *members)
    portal.note("invitation", CLOSED, invitation.pk)
    portal.note("request to join", CLOSED, request.pk)
    portal.note("offer of ownership", CLOSED, offer.pk)
    portal.note("share link", CLOSED, link.pk)
    _note_tokens(portal, link)
    _note_invitation(portal, invitation)


def _note_tokens(portal, link):
    """Note what opens nothing: what the database holds of a link, and a link that is over."""
    over = make_link(link.page, made_by=link.made_by, label="", days=-1)
    for token in (f"{link.pk}-{link.nonce}", token_of(over)):
        portal.note("share token", CLOSED, token)


def _note_invitation(portal, invitation):
    """Note what shows nothing: what the database holds of a link, and a link that is over."""
    over = Invitation.objects.create(
        base=invitation.base,
        email="ailleurs@exemple.test",
        role="reader",
        nonce="0",
        expires_at=timezone.now(),
    )
    for token in (f"{invitation.pk}.{invitation.nonce}", token_of_invitation(over)):
        portal.note("invitation token", CLOSED, token)


def bin_page(portal, page, *, by):
    """Put a page in the bin of its base; return its entry."""
    entry = put_in_bin(page, user=by)
    portal.note("page in the bin", CLOSED, entry.pk)
    return entry


def _planted(portal, model, **fields):
    plant, place = portal.lexicon.plant, model._meta.model_name
    return model.objects.create(**planted_texts(model, plant, place=place), **fields)
