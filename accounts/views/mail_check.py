"""The page that asks, by a mail, whether it is you."""

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.forms import MailCodeForm
from accounts.mail_check import TOO_MANY, WRONG, check, send_code, waits_for_code


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def mail_check(request):
    """Send a code where the button asks for it; take it, then go on with what was asked."""
    following = get_next_redirect_url(request) or ""
    if "send" in request.POST:
        if not send_code(request):
            messages.error(request, TOO_MANY)
        return redirect(
            f"{reverse('account_mail_check')}?{urlencode({'next': following})}"
        )
    form = MailCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if check(request, form.cleaned_data["code"]):
            return resume_request(request) or redirect("account")
        form.add_error("code", WRONG)
    context = {"form": form, "waits": waits_for_code(request), "next": following}
    return render(request, "account/mail_check.html", context)
