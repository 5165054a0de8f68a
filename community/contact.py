"""Messages to the team of a base that does not show its address."""

import logging

from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.confirmation import confirmed_address_of
from bases.addresses import address_of
from bases.teams import name_of

logger = logging.getLogger(__name__)


def may_be_written_to(base):
    """Say whether `base` has an address that it does not show: a form takes its place."""
    return bool(base.contact_email) and not base.contact_shown


def write_to_team(base, *, text, request, name="", email=""):
    """Mail a message to the address of `base` and to no other; say whether it left.

    Who writes is answered directly. It leaves at once: they are told what becomes of it.
    """
    user = request.user
    if user.is_authenticated:
        name, email = name_of(user), confirmed_address_of(user)
    letter = mails.letter(
        "community/email/to_team.txt",
        to=base.contact_email,
        reply_to=email,
        context={
            "person": name,
            "email": email,
            "base": base.title,
            "quoted": text,
            "action_url": address_of(base.url_path),
            "action_label": _("See the base"),
        },
    )
    try:
        letter.send()
    except OSError:
        # What SMTP refuses is an OSError too.
        logger.exception("A message to the team of base %s could not be sent", base.pk)
        return False
    return True
