"""The page that asks whoever signs in to accept the charter in force."""

from allauth.account.internal.decorators import login_stage_required
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.charter import ACCEPTANCE, accept_charter, charter_to_accept
from accounts.forms import CharterForm
from accounts.stages import CharterStage


@login_stage_required(stage=CharterStage.key, redirect_urlname="account_login")
@require_http_methods(["GET", "HEAD", "POST"])
def charter(request):
    """Ask for the charter, then go on with the sign-in."""
    stage = request._login_stage
    person = stage.login.user
    form = CharterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        accept_charter(person)
        person.save(update_fields=ACCEPTANCE)
        return stage.exit()
    context = {"form": form, "version": charter_to_accept(person)}
    return render(request, "account/charter.html", context)
