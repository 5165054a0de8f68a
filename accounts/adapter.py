"""How allauth does things here."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from accounts.addresses import settle_confirmed
from accounts.charter import accept_charter
from accounts.confirmation import is_held_by_another
from accounts.inactivity import closed_account
from accounts.mails import AUTOMATIC, with_portal

logger = logging.getLogger(__name__)

# Longer, an address would make a link that mail programs cut.
NEXT_LENGTH = 500
MAIL_NOT_SENT = _(
    "The mail could not be sent: the fault is on our side. What you typed is kept. In a few"
    " minutes, sign in or ask again: the mail will be sent."
)


class AccountAdapter(DefaultAccountAdapter):
    """Our ways: what a person is made of, where links lead, what refusals say."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The address or the password is not right. Check both, or ask for a new"
            " password."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes and try again, or ask for a new password."
        ),
        "duplicate_email": _("This is one of your addresses already."),
        "incorrect_code": _(
            "This code is not right, or it is too old. Type it again, or ask for another one."
        ),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
    }

    def save_user(self, request, user, form, commit=True):
        """Return the person that the sign-up form describes, and nothing that it does not."""
        person = super().save_user(request, user, form, commit=False)
        person.actor_type = form.cleaned_data["actor_type"]
        person.territory = form.cleaned_data["territory"]
        accept_charter(person)
        if commit:
            person.save()
        return person

    def pre_login(self, request, user, **kwargs):
        return closed_account(user) or super().pre_login(request, user, **kwargs)

    def confirm_email(self, request, email_address):
        """Confirm an address, unless another account signs in with it."""
        if is_held_by_another(email_address.email, email_address.user):
            failed = "account/messages/email_confirmation_failed.txt"
            context = {"email": email_address.email}
            self.add_message(request, messages.ERROR, failed, context)
            return False
        confirmed = super().confirm_email(request, email_address)
        if confirmed:
            settle_confirmed(request, email_address)
        return confirmed

    def get_email_confirmation_url(self, request, emailconfirmation):
        """Return where a mail leads; it goes on to the page that the person came for."""
        url = super().get_email_confirmation_url(request, emailconfirmation)
        asked = get_next_redirect_url(request) or ""
        if not 0 < len(asked) <= NEXT_LENGTH:
            return url
        return f"{url}?{urlencode({'next': asked})}"

    def get_login_stages(self):
        """Return what a sign-in goes through: last of all, the charter in force."""
        return [*super().get_login_stages(), "accounts.stages.CharterStage"]

    def is_safe_url(self, url):
        """Say whether `url` is on this very host: what follows a form never leads elsewhere."""
        return url_has_allowed_host_and_scheme(
            url,
            allowed_hosts={self.request.get_host()},
            require_https=self.request.is_secure(),
        )

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def get_logout_redirect_url(self, request):
        return "/"

    def send_mail(self, template_prefix, email, context):
        """Send a mail, in text and HTML, whose links lead to the portal."""
        try:
            super().send_mail(template_prefix, email, with_portal(context))
        except OSError:
            # What SMTP refuses is an OSError too. The operator reads why, the person what to do.
            logger.exception("The mail %s could not be sent", template_prefix)
            messages.error(self.request, MAIL_NOT_SENT)

    def render_mail(self, template_prefix, email, context, headers=None):
        headers = {**AUTOMATIC, **(headers or {})}
        return super().render_mail(template_prefix, email, context, headers)
