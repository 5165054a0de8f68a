"""Mails that the portal sends: where their links lead, when they leave, what a failure loses.

What stands here serves all of them but allauth's own, which come through `accounts.adapter`.
"""

import logging
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

logger = logging.getLogger(__name__)

# Holiday responders leave such mails alone.
AUTOMATIC = {"Auto-Submitted": "auto-generated"}
LAYOUT = "account/email/letter_message"
NOT_SENT = _(
    "What you asked is done, but the mail that tells it could not be sent: the fault is on our"
    " side. Tell the person yourself, or send it again later."
)


def on_portal(url):
    """Return `url` under the address that settings give the portal.

    A mail leads where settings say, not to the host that a request pretends to be for.
    """
    parts = urlsplit(url)
    return (
        f"{settings.WAGTAILADMIN_BASE_URL}{parts._replace(scheme='', netloc='').geturl()}"
    )


def with_portal(context):
    """Return `context` with the name of the portal, each `…_url` of it led to its address."""
    links = {
        name: on_portal(value) for name, value in context.items() if name.endswith("_url")
    }
    portal = {
        "portal_name": settings.WAGTAIL_SITE_NAME,
        "portal_url": settings.WAGTAILADMIN_BASE_URL,
    }
    return {**context, **links, **portal}


def letter(template, *, to, context, reply_to="", layout=LAYOUT, stop_url=""):
    """Return a mail to one address, in text and HTML, in the language of the portal.

    `template`: a text whose first line is the subject, and the rest the sentences of the mail.
    Besides what these name, `context` may have `quoted`, what a person wrote, and `action_url`
    with `action_label`, where the mail leads. `reply_to`: an address, or none. `layout`: what is
    printed around. `stop_url`: where such mails are stopped, by a button or by a bare POST.
    """
    headers = AUTOMATIC
    if stop_url:
        context = {**context, "stop_url": stop_url}
        headers = {**AUTOMATIC, **_stopped_at(on_portal(stop_url))}
    subject, text, html = _written(template, context, layout)
    mail = EmailMultiAlternatives(
        # A title may hold a line break; a header does not.
        " ".join(subject.split()),
        text.strip(),
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers=headers,
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _written(template, context, layout):
    """Return the subject of a mail, its text and its HTML."""
    with override(settings.LANGUAGE_CODE):
        context = with_portal(context)
        subject, _end, sentences = render_to_string(template, context).partition("\n")
        context["sentences"] = sentences.strip()
        text, html = (
            render_to_string(f"{layout}.{kind}", context) for kind in ("txt", "html")
        )
    return subject, text, html


def _stopped_at(address):
    """Return the headers by which a mail program offers to stop such mails, in one gesture."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def send(letters, *, request):
    """Send mails once the transaction is over; the person whose `request` it is learns a failure.

    What was done stays done: a mail that the server refuses loses nothing else.
    """
    if letters:
        transaction.on_commit(partial(_deliver, letters, request))


def _deliver(letters, request):
    try:
        with get_connection() as connection:
            refused = [each for each in letters if not _leaves(each, connection)]
    except OSError:
        logger.exception("%s mail(s) could not be sent", len(letters))
        refused = letters
    if refused:
        messages.error(request, NOT_SENT)


def _leaves(mail, connection):
    """Send a mail, and say whether the server took it; what SMTP refuses is an OSError too."""
    try:
        connection.send_messages([mail])
    except OSError:
        logger.exception("The mail “%s” could not be sent", mail.subject)
        return False
    return True
