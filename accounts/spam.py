"""What keeps robots away from forms that anybody may fill, without asking anything of people.

A field that people do not see, a clock, and a number of messages an hour. What is refused is
told, and what was typed is kept: a person sends it again.
"""

import time

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from accounts.counting import is_once_too_often

AT_LEAST_SECONDS = 3
AT_MOST_SECONDS = 24 * 3600
HOUR = 3600

_signer = signing.Signer(salt="accounts.spam")


class TrapInput(forms.TextInput):
    """A field that nobody sees, nor hears: only what fills everything fills it."""

    @property
    def is_hidden(self):
        return True


class SpamCheckMixin:
    """Refuses robots, and who sends too much; `request` tells who sends.

    Its fields are printed by `components/spam_check.html`, the others stand in `visible_fields`.
    """

    # What is counted, and how often one person, or one address of the network, does it in an hour.
    counted_as = ""
    per_hour = 5

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["site_web"] = forms.CharField(
            label=_("Leave this field empty"),
            required=False,
            widget=TrapInput({"autocomplete": "off", "tabindex": "-1"}),
        )
        self.fields["opened"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=opened_at
        )

    def clean(self):
        cleaned = super().clean()
        if refusal := self._refusal():
            self.add_error(None, refusal)
        return cleaned

    def _refusal(self):
        """Return why this is not taken, in a sentence; None for what a person sends."""
        if self.cleaned_data.get("site_web"):
            self._put("site_web", "")
            return _(
                "A field that stays empty was filled, by your browser perhaps. It is empty"
                " again, and what you typed is kept: send it once more."
            )
        if settings.SPAM_TIMING and (refusal := self._refusal_by_the_clock()):
            return refusal
        if not self.errors and sends_too_much(
            self.request, self.counted_as, self.per_hour
        ):
            return _(
                "You sent a lot in an hour: wait an hour, then send this again. What you"
                " typed is kept on this page."
            )
        return None

    def _refusal_by_the_clock(self):
        age = seconds_since(self.cleaned_data.get("opened", ""))
        if age is None or age > AT_MOST_SECONDS:
            self._put("opened", opened_at())
            return _(
                "This page was opened too long ago. What you typed is kept: wait a few"
                " seconds, then send it again."
            )
        if age < AT_LEAST_SECONDS:
            return _(
                "That was very fast. What you typed is kept: wait a few seconds, then send"
                " it again."
            )
        return None

    def _put(self, name, value):
        """Show the form again with another value in a field that nobody sees."""
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = value


def opened_at(moment=None):
    """Return what tells, signed, that a form was opened at a moment, now unless told."""
    return _signer.sign(str(int(time.time() if moment is None else moment)))


def seconds_since(opened):
    """Return how long ago a form was opened; None where what tells it is not ours."""
    try:
        return time.time() - int(_signer.unsign(opened))
    except signing.BadSignature:
        return None


def sends_too_much(request, action, per_hour):
    """Count one more `action` of who makes a request; say whether it is one too many this hour."""
    key = f"spam:{action}:{_who(request)}:{int(time.time() // HOUR)}"
    return is_once_too_often(key, most=per_hour, seconds=2 * HOUR)


def _who(request):
    if request.user.is_authenticated:
        return f"person-{request.user.pk}"
    return get_adapter(request).get_client_ip(request)
