"""“Is it you?”, asked by a mail of those who have neither a password nor a second factor.

They sign in through another service, which is not asked again: six figures, sent to the address
of the account, stand for the password before what matters.
"""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    record_authentication,
)
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    suspend_request,
)
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.counting import is_once_too_often

SENT = "mail_check"
METHOD = "mail_check"
TRIES = 3
SENT_PER_HOUR = 5
HOUR = 3600


def mail_check_required(view=None, *, to_read=True):
    """Ask for the code before `view`, of who can give nothing else; `to_read`: to see it too."""
    if view is None:
        return lambda view: mail_check_required(view, to_read=to_read)

    @wraps(view)
    def checked(request, *args, **kwargs):
        is_asked = to_read or request.method == "POST"
        if is_asked and is_missing(request):
            return suspend_request(request, reverse("account_mail_check"))
        return view(request, *args, **kwargs)

    return checked


def is_missing(request):
    """Say whether who signed in has to show by a mail that it is them."""
    person = request.user
    if not person.is_authenticated or get_reauthentication_flows(person):
        return False
    given = [
        each["at"]
        for each in get_authentication_records(request, person)
        if each["method"] == METHOD
    ]
    return not given or time.time() - given[-1] > app_settings.REAUTHENTICATION_TIMEOUT


def send_code(request):
    """Send another code to the person; say whether it may leave: not too many do in an hour."""
    person = request.user
    key = f"mail-check:{person.pk}"
    if is_once_too_often(key, most=SENT_PER_HOUR, seconds=HOUR):
        return False
    code = get_adapter(request).generate_login_code()
    request.session[SENT] = {"code": code, "at": time.time(), "tries": TRIES}
    context = {"code": code, "name": person.get_full_name()}
    letter = mails.letter(
        "account/email/mail_check.txt", to=person.email, context=context
    )
    mails.send([letter], request=request)
    return True


def waits_for_code(request):
    """Say whether a code was sent that still serves."""
    sent = request.session.get(SENT)
    lasts = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
    return bool(sent) and sent["tries"] > 0 and time.time() - sent["at"] < lasts


def check(request, code):
    """Say whether `code` is the one that was sent; note that it was given, or the attempt."""
    if not waits_for_code(request):
        return False
    sent = request.session[SENT]
    if not compare_user_code(actual=code, expected=sent["code"]):
        request.session[SENT] = {**sent, "tries": sent["tries"] - 1}
        return False
    del request.session[SENT]
    record_authentication(request, request.user, METHOD)
    return True


WRONG = _(
    "This code is not right, or it is too old. Type it again, or ask for another one."
)
TOO_MANY = _("Several codes left within an hour: wait a little to ask for another one.")
