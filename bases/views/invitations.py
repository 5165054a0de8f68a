"""Invitations: sent by the administrators of a base, answered by whom they are for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bases import invitations, team_mails
from bases.access import may_read
from bases.addresses import address_of
from bases.doors import base_administered_by
from bases.pagination import page_of
from bases.team_forms import InvitationForm
from bases.teams import role_of
from bases.views.screens import refusals_told, show

INVITATIONS_PER_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def invite(request, slug):
    """Invite people to a base, and say what became of each address."""
    base = base_administered_by(request.user, slug)
    asked = {"role": request.GET.get("role")}
    form = InvitationForm(request.POST or None, initial=asked)
    results = []
    if form.is_valid():
        results = _invite(request, base, **form.cleaned_data)
        form = InvitationForm()
    sent = page_of(invitations.sent_by(base), request, per_page=INVITATIONS_PER_PAGE)
    return show(
        request,
        "team/invite.html",
        base=base,
        screen="base_team",
        title=_("Invite people"),
        form=form,
        results=results,
        page_obj=sent,
    )


@require_POST
@login_required
def send_again(request, slug, invitation_id):
    """Send an invitation once more."""
    base = base_administered_by(request.user, slug)
    with refusals_told(request):
        invitation = invitations.send_again(base, invitation_id, by=request.user)
        team_mails.tell_invited_again(invitation, request=request)
        sentence = _("The invitation of %(address)s is sent again.")
        messages.success(request, sentence % {"address": invitation.email})
    return redirect("base_invitations", slug)


@require_POST
@login_required
def withdraw(request, slug, invitation_id):
    """Take an invitation back."""
    base = base_administered_by(request.user, slug)
    invitation = invitations.withdraw(base, invitation_id, by=request.user)
    sentence = _(
        "The invitation of %(address)s is withdrawn: its link opens nothing more."
    )
    messages.success(request, sentence % {"address": invitation.email})
    return redirect("base_invitations", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request, token):
    """Show an invitation to whom it is for; act on their answer, which they send by a button."""
    invitation = invitations.invitation_at(token)
    is_mine = request.user.is_authenticated and invitations.is_for(
        request.user, invitation
    )
    is_open = invitations.can_be_answered(invitation)
    base_url = "" if is_open or not is_mine else _base_joined(request.user, invitation)
    answer = request.POST.get("answer")
    if is_mine and not base_url and answer in {"accept", "refuse"}:
        return _answer(request, invitation, accepts=answer == "accept")
    context = {
        "invitation": invitation,
        "is_mine": is_mine,
        "is_open": is_open,
        "base_url": base_url,
    }
    response = render(request, "bases/team/invitation.html", context)
    # The address holds the token: no other site may learn it. Under a stricter policy browsers
    # would not say where the answer comes from, and it would be refused.
    response["Referrer-Policy"] = "same-origin"
    return response


def _invite(request, base, *, addresses, role, message, may_answer):
    results = invitations.invite(
        base, addresses, role=role, message=message, by=request.user
    )
    team_mails.tell_invited(results, request=request, may_answer=may_answer)
    return results


def _answer(request, invitation, *, accepts):
    act = invitations.accept if accepts else invitations.refuse
    with refusals_told(request):
        if answered := act(invitation.pk, user=request.user):
            team_mails.tell_invitation_answered(
                answered, accepted=accepts, request=request
            )
        sentence = (
            _("You are now in the team of %(base)s.")
            if accepts
            else _("You refused the invitation to %(base)s.")
        )
        messages.success(request, sentence % {"base": invitation.base.title})
        if accepts and (base_url := _base_joined(request.user, invitation)):
            return redirect(base_url)
    return redirect("account")


def _base_joined(user, invitation):
    """Return the address of the base for who is in its team and reads it, "" for others."""
    base = invitation.base
    if role_of(user, base.pk) is None or not may_read(user, base.pk):
        return ""
    return address_of(base.url_path)
