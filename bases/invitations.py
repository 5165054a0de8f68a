"""Invitations to join the team of a base, sent to e-mail addresses.

An invitation waits for whoever confirmed its address, with an account or without one yet. Its
link opens a page for that person alone; it expires, and is worth one answer.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.addresses import LONGEST_ADDRESS
from accounts.confirmation import confirmed_addresses_of
from bases.access import shown_now
from bases.memberships import Refusal, join, locked_team
from bases.models import Invitation, Membership, PlannedInvitation

LIFE = timedelta(days=14)
ADDRESSES_AT_ONCE = 20
# What keeps a base from writing to strangers without end.
WAITING_PER_BASE = 100
SENT_PER_PERSON_AND_DAY = 50
SENT_PER_ADDRESS_AND_DAY = 3
BEFORE_SENDING_AGAIN = timedelta(hours=1)
DAY = timedelta(days=1)

SIGNER = Signer(sep=".", salt="bases.invitations")


class Outcome(models.TextChoices):
    """What became of an address that was to be invited."""

    INVITED = "invited", gettext_lazy("invited")
    MEMBER = "member", gettext_lazy("already in the team")
    WAITING = "waiting", gettext_lazy("already invited: the invitation waits")
    NO_ADDRESS = "no_address", gettext_lazy("not an e-mail address")
    TOO_OFTEN = "too_often", gettext_lazy("written to several times today: try tomorrow")
    FULL = "full", gettext_lazy("not invited: 100 invitations wait already in this base")
    TOO_MANY = (
        "too_many",
        gettext_lazy("not invited: you sent 50 invitations today, go on tomorrow"),
    )


@dataclass(frozen=True)
class Invited:
    """An address that was to be invited, what became of it, and its invitation if it has one."""

    address: str
    outcome: Outcome
    invitation: Invitation = None


def waiting():
    """Return the invitations that can be answered now."""
    return Invitation.objects.filter(
        state=Invitation.State.PENDING, expires_at__gt=timezone.now()
    )


def waiting_for(person):
    """Return the invitations that wait for `person`, at an address that they confirmed."""
    found = waiting().filter(
        shown_now("base__card__"), email__in=confirmed_addresses_of(person)
    )
    found = found.select_related("base", "invited_by")
    return found.exclude(base__memberships__user=person).order_by("base__title", "pk")


def sent_by(base):
    """Return the invitations of a base that nobody answered, latest first; some have expired."""
    pending = Invitation.objects.filter(base=base, state=Invitation.State.PENDING)
    return pending.select_related("invited_by").order_by("-sent_at", "-pk")


def invite(base, addresses, *, role, message, by):
    """Invite each of these addresses; return what became of each, in their order."""
    with transaction.atomic():
        locked_team(base.pk, administered_by=by)
        return [
            _invite(base, address, role=role, message=message, by=by)
            for address in addresses
        ]


def plan(base, address, *, role, by):
    """Invite an address by a mail that leaves later; say whether none waited there already."""
    pending = _pending_at(base, address)
    if pending and not pending.has_expired:
        return False
    try:
        with transaction.atomic():
            invitation = _made(base, address, role=role, message="", by=by)
            PlannedInvitation.objects.update_or_create(
                invitation=invitation, defaults={"sent_at": None}
            )
    except IntegrityError:
        # Somebody invited them at the same moment.
        return False
    return True


def send_again(base, invitation_id, *, by):
    """Give an invitation its whole time again; return it, to be sent."""
    with transaction.atomic():
        locked_team(base.pk, administered_by=by)
        invitation = _pending(base=base, pk=invitation_id)
        if invitation.sent_at > timezone.now() - BEFORE_SENDING_AGAIN:
            raise Refusal(_("This invitation left less than an hour ago: leave it time."))
        if _too_many(by):
            raise Refusal(_("You sent 50 invitations today: go on tomorrow."))
        if invitation.has_expired and _full(base):
            raise Refusal(_("100 invitations wait already: withdraw some first."))
        _start(invitation, by=by)
        invitation.save()
    return invitation


def withdraw(base, invitation_id, *, by):
    """Take an invitation back, and return it: its link opens nothing more."""
    with transaction.atomic():
        locked_team(base.pk, administered_by=by)
        invitation = _pending(base=base, pk=invitation_id)
        _close(invitation, Invitation.State.WITHDRAWN)
    return invitation


def accept(invitation_id, *, user):
    """Make `user`, who is invited, a member; return the invitation, which is over.

    None where they joined already, by a first click.
    """
    with transaction.atomic():
        if _joined_by(user, invitation_id):
            return None
        invitation = _offered_to(user, invitation_id)
        inviter = invitation.invited_by
        join(invitation.base, user, role=invitation.role, invited_by=inviter)
        _close(invitation, Invitation.State.ACCEPTED)
    return invitation


def refuse(invitation_id, *, user):
    """End the invitation of `user`, who does not want it, and return it."""
    with transaction.atomic():
        invitation = _offered_to(user, invitation_id)
        _close(invitation, Invitation.State.REFUSED)
    return invitation


def token_of(invitation):
    """Return what the address of an invitation ends with."""
    return SIGNER.sign(f"{invitation.pk}.{invitation.nonce}")


def invitation_at(token):
    """Return the invitation of a token, answered or not; a 404 where there is none."""
    try:
        pk, nonce = SIGNER.unsign(token).split(".")
    except (BadSignature, ValueError) as unknown:
        raise Http404 from unknown
    invitations = Invitation.objects.select_related("base", "invited_by")
    invitation = invitations.filter(pk=pk, nonce=nonce).first()
    if invitation is None:
        raise Http404
    return invitation


def can_be_answered(invitation):
    """Say whether an invitation waits still, for a base that opens."""
    found = waiting().filter(shown_now("base__card__"), pk=invitation.pk)
    return found.exists()


def is_for(user, invitation):
    """Say whether an invitation was sent to an address that `user` confirmed."""
    return invitation.email.lower() in confirmed_addresses_of(user)


def _invite(base, address, *, role, message, by):
    address = address.lower()
    outcome = _obstacle(base, address, by=by)
    if outcome:
        return Invited(address, outcome)
    invitation = _made(base, address, role=role, message=message, by=by)
    return Invited(address, Outcome.INVITED, invitation)


def _pending_at(base, address):
    """Return the invitation of an address that nobody answered, expired or not; None without."""
    pending = Invitation.objects.filter(base=base, state=Invitation.State.PENDING)
    return pending.filter(email__iexact=address).first()


def _made(base, address, *, role, message, by):
    """Return an invitation of this address, saved; one that has expired begins again."""
    invitation = _pending_at(base, address) or Invitation(base=base, email=address)
    invitation.role, invitation.message = role, message
    _start(invitation, by=by)
    invitation.save()
    return invitation


def _obstacle(base, address, *, by):
    """Return why an address cannot be invited, None where it can."""
    try:
        validate_email(address)
    except ValidationError:
        return Outcome.NO_ADDRESS
    if len(address) > LONGEST_ADDRESS:
        return Outcome.NO_ADDRESS
    sent = Invitation.objects.filter(base=base, email__iexact=address)
    today = sent.filter(sent_at__gt=timezone.now() - DAY)
    if Membership.objects.filter(base=base, user__email__iexact=address).exists():
        return Outcome.MEMBER
    if waiting().filter(pk__in=sent.values("pk")).exists():
        return Outcome.WAITING
    if today.count() >= SENT_PER_ADDRESS_AND_DAY:
        return Outcome.TOO_OFTEN
    if _full(base):
        return Outcome.FULL
    return Outcome.TOO_MANY if _too_many(by) else None


def _full(base):
    return waiting().filter(base=base).count() >= WAITING_PER_BASE


def _too_many(person):
    since = timezone.now() - DAY
    sent = Invitation.objects.filter(invited_by=person, sent_at__gt=since).count()
    return sent >= SENT_PER_PERSON_AND_DAY


def _start(invitation, *, by):
    now = timezone.now()
    invitation.invited_by, invitation.sent_at = by, now
    invitation.expires_at = now + LIFE
    # The mails that left before this one open the same invitation.
    invitation.nonce = invitation.nonce or secrets.token_hex(16)


def _close(invitation, state):
    invitation.state, invitation.answered_at = state, timezone.now()
    invitation.save(update_fields=["state", "answered_at"])


def _pending(**lookup):
    """Return an invitation without an answer, which nobody else answers meanwhile; or a 404."""
    pending = Invitation.objects.filter(state=Invitation.State.PENDING, **lookup)
    invitation = pending.select_for_update(of=["self"]).first()
    if invitation is None:
        raise Http404
    return invitation


def _joined_by(user, invitation_id):
    """Say whether `user` is in the team by this invitation; who answers it meanwhile is awaited."""
    invitations = Invitation.objects.select_for_update(of=["self"])
    invitation = invitations.select_related("base").get(pk=invitation_id)
    accepted = invitation.state == Invitation.State.ACCEPTED
    members = Membership.objects.filter(base=invitation.base, user=user)
    return accepted and is_for(user, invitation) and members.exists()


def _offered_to(user, invitation_id):
    """Return, locked, the invitation that `user` answers; refuse one that holds no longer."""
    invitations = Invitation.objects.select_for_update(of=["self"])
    invitation = invitations.select_related("base", "invited_by").get(pk=invitation_id)
    if not is_for(user, invitation) or not can_be_answered(invitation):
        raise Refusal(_("This invitation serves no longer: nothing changes."))
    return invitation
