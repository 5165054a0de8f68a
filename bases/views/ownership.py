"""A base handed over: offered by its owner, accepted or not by another member."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bases import ownership, team_mails
from bases.doors import base_joined_by
from bases.members import possible_owners
from bases.team_forms import HandOverForm
from bases.teams import name_of, role_of
from bases.views.screens import refusals_told, show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def offer(request, slug):
    """Choose the member to whom the base is offered."""
    base = base_joined_by(request.user, slug)
    if not ownership.may_hand_over(request.user, role_of(request.user, base.pk)):
        raise Http404
    members = possible_owners([base.pk], but=request.user)
    form = HandOverForm(request.POST or None, members=members)
    if not form.is_valid():
        return show(
            request,
            "team/hand_over.html",
            base=base,
            screen="base_team",
            title=_("Hand the base over"),
            form=form,
        )
    with refusals_told(request):
        offered = ownership.offer(base, form.cleaned_data["member"], by=request.user)
        team_mails.tell_ownership_offered(offered, request=request)
        sentence = _("The base is offered to %(person)s: it is yours until they accept.")
        messages.success(request, sentence % {"person": name_of(offered.offered_to)})
    return redirect("base_team", slug)


@require_POST
@login_required
def accept(request, slug):
    """Accept the base that is offered."""
    base = base_joined_by(request.user, slug)
    with refusals_told(request):
        if offered := ownership.accept(base, request.user):
            team_mails.tell_ownership_answered(offered, accepted=True, request=request)
        sentence = _("You own %(base)s from now on.")
        messages.success(request, sentence % {"base": base.title})
    return redirect("base_team", slug)


@require_POST
@login_required
def refuse(request, slug):
    """Refuse the base that is offered."""
    base = base_joined_by(request.user, slug)
    offered = ownership.refuse(base, request.user)
    team_mails.tell_ownership_answered(offered, accepted=False, request=request)
    messages.success(request, _("You refused the base: nothing changes."))
    return redirect("base_team", slug)


@require_POST
@login_required
def withdraw(request, slug):
    """Take an offer back."""
    base = base_joined_by(request.user, slug)
    ownership.withdraw(base, by=request.user)
    messages.success(request, _("The base is no longer offered."))
    return redirect("base_team", slug)
