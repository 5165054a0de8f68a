"""Sends, at a pace, the mails of people and invitations that came from a file."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import get_connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.models import Welcome
from bases.invitations import LIFE
from bases.models import Invitation, PlannedInvitation
from bases.team_mails import invitation_letter


def welcomes_waiting():
    """Return the welcomes that were not sent, oldest first."""
    return Welcome.objects.filter(sent_at=None, user__is_active=True).order_by(
        "added_at", "pk"
    )


def invitations_waiting():
    """Return the planned invitations to send to those who wait for no welcome, oldest first."""
    planned = PlannedInvitation.objects.filter(
        sent_at=None, invitation__state=Invitation.State.PENDING
    )
    unwelcomed = welcomes_waiting().values("user__email")
    return planned.exclude(invitation__email__in=unwelcomed).order_by("pk")


def send_next(limit):
    """Send the next mails, `limit` at most; return how many left.

    Each is marked before it leaves, so that nobody gets it twice; one that the server refuses
    waits for another time, and stops the others.
    """
    with get_connection() as connection:
        welcomes = welcomes_waiting().select_related("user")[:limit]
        sent = sum(_sent(each, _welcome, connection) for each in welcomes)
        planned = invitations_waiting().select_related(
            "invitation__base", "invitation__invited_by"
        )
        for each in planned[: limit - sent]:
            sent += _sent(each, _invitation, connection)
    return sent


def _sent(row, letter, connection):
    now = timezone.now()
    mine = type(row).objects.filter(pk=row.pk, sent_at=None)
    if not mine.update(sent_at=now):
        return 0
    try:
        connection.send_messages([letter(row, now)])
    except OSError:
        type(row).objects.filter(pk=row.pk).update(sent_at=None)
        raise
    return 1


def _welcome(welcome, now):
    person = welcome.user
    _renew(Invitation.objects.filter(email=person.email, planned__sent_at=None), now)
    PlannedInvitation.objects.filter(invitation__email=person.email).update(sent_at=now)
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    link = [user_pk_to_url_str(person), key]
    return mails.letter(
        "account/email/welcome.txt",
        to=person.email,
        context={
            "name": person.get_full_name(),
            "action_url": reverse("account_reset_password_from_key", args=link),
            "action_label": _("Choose my password"),
        },
    )


def _invitation(planned, now):
    _renew(Invitation.objects.filter(pk=planned.pk), now)
    planned.invitation.expires_at = now + LIFE
    return invitation_letter(planned.invitation)


def _renew(invitations, now):
    """Give invitations their whole time, from when they leave."""
    pending = invitations.filter(state=Invitation.State.PENDING)
    pending.update(sent_at=now, expires_at=now + LIFE)
