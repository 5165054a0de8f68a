"""The team of a base: who is in it, and what its administrators change."""

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

from accounts.profiles import public_urls
from bases import invitations, memberships, ownership, requests, team_mails
from bases.doors import base_administered_by, base_joined_by
from bases.members import members_of
from bases.models import Membership
from bases.pagination import page_of
from bases.team_forms import RoleForm, SearchMemberForm
from bases.teams import administers, name_of, role_of
from bases.views.screens import refusals_told, show

MEMBERS_PER_PAGE = 30
# A longer list is read on its own page.
WAITING_SHOWN = 10


@require_safe
@never_cache
@login_required
def team(request, slug):
    """Show the team to its members; to administrators, also what waits for them."""
    base = base_joined_by(request.user, slug)
    search = SearchMemberForm(request.GET or None)
    named = search.cleaned_data["q"] if search.is_valid() else ""
    may_administer = administers(request.user, base.pk)
    page = page_of(members_of(base, named=named), request, per_page=MEMBERS_PER_PAGE)
    return show(
        request,
        "team/team.html",
        base=base,
        screen="base_team",
        title=_("Team"),
        page_obj=page,
        rows=_rows(page, may_administer=may_administer),
        search=search,
        named=named,
        may_administer=may_administer,
        **_offer(request.user, base),
        **(_waiting(base) if may_administer else {}),
    )


@require_POST
@login_required
def change_role(request, slug, membership_id):
    """Give a member another role."""
    base = base_administered_by(request.user, slug)
    form = RoleForm(request.POST)
    get_object_or_404(Membership, base=base, pk=membership_id)
    if not form.is_valid():
        messages.error(request, _("Choose one of the three roles: nothing changes."))
        return redirect("base_team", slug)
    role = form.cleaned_data["role"]
    with refusals_told(request):
        membership = memberships.change_role(
            base, membership_id, role=role, by=request.user
        )
        team_mails.tell_role_changed(membership, request=request)
        sentence = _("The role of %(person)s is changed.")
        messages.success(request, sentence % {"person": name_of(membership.user)})
    return redirect("base_team", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def remove(request, slug, membership_id):
    """Ask whether to take a member out of the team, then do it."""
    base = base_administered_by(request.user, slug)
    membership = get_object_or_404(
        Membership.objects.select_related("user"), base=base, pk=membership_id
    )
    if request.method != "POST":
        return show(
            request,
            "team/remove.html",
            base=base,
            screen="base_team",
            title=_("Take somebody out of the team"),
            membership=membership,
        )
    with refusals_told(request):
        removed = memberships.remove(base, membership_id, by=request.user)
        team_mails.tell_removed(removed, request=request)
        sentence = _("%(person)s is no longer in the team.")
        messages.success(request, sentence % {"person": name_of(removed.user)})
    return redirect("base_team", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leave(request, slug):
    """Ask whether to leave the team, then do it."""
    base = base_joined_by(request.user, slug)
    membership = get_object_or_404(Membership, base=base, user=request.user)
    if request.method != "POST":
        return show(
            request,
            "team/leave.html",
            base=base,
            screen="base_team",
            title=_("Leave the team"),
            membership=membership,
        )
    with refusals_told(request):
        memberships.leave(base, request.user)
        sentence = _("You are no longer in the team of %(base)s.")
        messages.success(request, sentence % {"base": base.title})
        return redirect("account")
    return redirect("base_team", slug)


def _rows(page, *, may_administer):
    """Return `[{membership, url, form}, …]`: each member, with their profile if it is public.

    No form for those who change nothing, nor for the owner.
    """
    urls = public_urls(membership.user_id for membership in page)
    return [
        {
            "membership": membership,
            "url": urls.get(membership.user_id, ""),
            "form": may_administer
            and membership.role != Membership.Role.OWNER
            and RoleForm(
                initial={"role": membership.role}, auto_id=f"member-{membership.pk}-%s"
            ),
        }
        for membership in page
    ]


def _offer(user, base):
    """Return what `user` is told of the hand-over of the base."""
    offer = ownership.offer_of(base)
    hands_over = ownership.may_hand_over(user, role_of(user, base.pk))
    return {
        "offer": offer,
        "offered_to_me": offer is not None and offer.offered_to_id == user.pk,
        "may_hand_over": hands_over,
    }


def _waiting(base):
    """Return the beginnings of the two lists that wait for administrators, and their counts."""
    sent, asked = invitations.sent_by(base), requests.waiting_in(base)
    return {
        "invitations": sent[:WAITING_SHOWN],
        "invitation_count": sent.count(),
        "requests": asked[:WAITING_SHOWN],
        "request_count": asked.count(),
    }
