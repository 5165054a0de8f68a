"""Messages to the team of a base that does not show its address."""

from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.confirmation import confirmed_address_of
from bases.addresses import address_of
from bases.teams import name_of


def may_be_written_to(base):
    """Say whether `base` has an address that it does not show: a form takes its place."""
    return bool(base.contact_email) and not base.contact_shown


def write_to_team(base, *, text, request, name="", email=""):
    """Mail a message to the address of `base` and to no other; who writes is answered directly."""
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
    mails.send([letter], request=request)
