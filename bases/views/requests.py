"""Requests to join a base: made by whoever knows it, answered by its administrators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from bases import requests, team_mails
from bases.doors import base_administered_by, base_named_to
from bases.models import JoinRequest
from bases.pagination import page_of
from bases.team_forms import AcceptanceForm, RefusalForm, RequestForm
from bases.teams import name_of
from bases.views.screens import refusals_told, show

REQUESTS_PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def ask(request, slug):
    """Ask to join a base."""
    base = base_named_to(request.user, slug)
    form = RequestForm(request.POST or None)
    if form.is_valid():
        with refusals_told(request):
            asked = requests.ask(base, request.user, message=form.cleaned_data["message"])
            team_mails.tell_asked(
                asked, request=request, may_answer=form.cleaned_data["may_answer"]
            )
            sentence = _("Your request is sent to those who administer %(base)s.")
            messages.success(request, sentence % {"base": base.title})
        return redirect("base_request_new", slug)
    return show(
        request,
        "team/ask.html",
        base=base,
        screen="base_request_new",
        title=_("Ask to join"),
        form=form,
        reason=requests.why_not(base, request.user),
        waiting=requests.request_of(base, request.user),
    )


@require_POST
@login_required
def withdraw(request, slug, request_id):
    """Take one's own request back."""
    base = base_named_to(request.user, slug)
    requests.withdraw(base, request_id, user=request.user)
    messages.success(request, _("Your request is withdrawn."))
    return redirect("account")


@require_safe
@never_cache
@login_required
def received(request, slug):
    """List what a base was asked, what waits first."""
    base = base_administered_by(request.user, slug)
    page = page_of(requests.received_by(base), request, per_page=REQUESTS_PER_PAGE)
    return show(
        request,
        "team/requests.html",
        base=base,
        screen="base_team",
        title=_("Requests to join"),
        page_obj=page,
    )


@require_safe
@never_cache
@login_required
def received_one(request, slug, request_id):
    """Show a request, with what answers it."""
    base = base_administered_by(request.user, slug)
    return _request_screen(request, base, request_id, AcceptanceForm())


@require_POST
@login_required
def accept(request, slug, request_id):
    """Make a member of who asked."""
    base = base_administered_by(request.user, slug)
    form = AcceptanceForm(request.POST)
    if not form.is_valid():
        return _request_screen(request, base, request_id, form)
    answered = requests.accept(base, request_id, by=request.user, **form.cleaned_data)
    role = form.cleaned_data["role"]
    team_mails.tell_request_answered(answered, accepted=True, role=role, request=request)
    sentence = _("%(person)s is now in the team.")
    messages.success(request, sentence % {"person": name_of(answered.user)})
    return redirect("base_team", slug)


@require_POST
@login_required
def refuse(request, slug, request_id):
    """Answer no to who asked."""
    base = base_administered_by(request.user, slug)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _request_screen(request, base, request_id, AcceptanceForm(request.POST))
    answered = requests.refuse(base, request_id, by=request.user, **form.cleaned_data)
    team_mails.tell_request_answered(answered, accepted=False, role="", request=request)
    sentence = _("The request of %(person)s is refused.")
    messages.success(request, sentence % {"person": name_of(answered.user)})
    return redirect("base_team", slug)


def _request_screen(request, base, request_id, form):
    people = JoinRequest.objects.select_related("user", "answered_by")
    asked = get_object_or_404(people, base=base, pk=request_id)
    return show(
        request,
        "team/request.html",
        base=base,
        screen="base_team",
        title=_("A request to join"),
        asked=asked,
        form=form,
    )
