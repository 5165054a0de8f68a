"""The end of my account: what stays, what goes, who takes my bases over; then nothing is left."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts import mails
from accounts.mail_check import mail_check_required
from bases import leaving, ownership, team_mails
from bases.listing import listed
from bases.members import possible_owners, possible_owners_by_base
from bases.memberships import Refusal
from bases.models import Card
from bases.team_forms import HandOverForm
from bases.teams import name_of
from bases.views.screens import refusals_told
from home.account_sections import show_section
from home.leaving_forms import LeavingForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def leave(request):
    """Say what the end of the account changes; then end it, once the password is given."""
    if request.method == "POST":
        return _end(request)
    return _show(request, LeavingForm(bases=leaving.administered_alone(request.user)))


@require_POST
@login_required
def hand_over(request, slug):
    """Offer a base that I am the last to administer to one of its members."""
    base = get_object_or_404(leaving.administered_alone(request.user), slug=slug)
    members = possible_owners([base.pk], but=request.user)
    form = HandOverForm(request.POST, members=members)
    if not form.is_valid():
        messages.error(request, _("Choose to whom: nothing changes."))
        return redirect("leave_portal")
    with refusals_told(request):
        member = form.cleaned_data["member"]
        offered = leaving.offer_before_leaving(base, member, by=request.user)
        team_mails.tell_ownership_offered(offered, request=request)
        sentence = _("The base is offered to %(person)s: it is yours until they accept.")
        messages.success(request, sentence % {"person": name_of(offered.offered_to)})
    return redirect("leave_portal")


@require_POST
@login_required
def take_back(request, slug):
    """Take back the offer of a base, to choose otherwise."""
    base = get_object_or_404(leaving.administered_alone(request.user), slug=slug)
    offered = ownership.offer_of(base)
    if offered is None or offered.offered_by_id != request.user.pk:
        raise Http404
    ownership.withdraw(base, by=request.user)
    messages.success(request, _("The base is offered to nobody any more."))
    return redirect("leave_portal")


@require_safe
@cache_control(private=True)
def left(request):
    """Say that the account is no more."""
    return render(request, "home/account_left.html")


@reauthentication_required
@mail_check_required
def _end(request):
    person = request.user
    form = LeavingForm(request.POST, bases=leaving.administered_alone(person))
    if not form.is_valid():
        return _show(request, form)
    goodbye = mails.letter(
        "account/email/account_deleted.txt",
        to=person.email,
        context={"name": person.get_full_name()},
    )
    try:
        leaving.delete_account(person, to_bin=form.cleaned_data["to_bin"])
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _show(request, form)
    logout(request)
    mails.send([goodbye], request=request)
    return redirect("account_left")


def _show(request, form):
    person = request.user
    published = listed(person, kind=Card.Kind.RESOURCE, page__owner=person)
    return show_section(
        request,
        "account_leave.html",
        section="my_data",
        title=_("Delete my account"),
        form=form,
        published=published.count(),
        bases=_bases_to_settle(person, form),
        workbenches=leaving.own_workbenches(person).filter(card__in_bin=False),
    )


def _bases_to_settle(person, form):
    """Return `[{base, offer, hand_over, to_bin}, …]`: what is to be said of each base."""
    bases = leaving.administered_alone(person).order_by("title", "pk")
    bases = bases.select_related("ownership_offer__offered_to")
    members = possible_owners_by_base(bases, but=person)
    return [
        {
            "base": base,
            "offer": getattr(base, "ownership_offer", None),
            "hand_over": HandOverForm(
                members=members.get(base.pk, ()), auto_id=f"base-{base.pk}-%s"
            ),
            "to_bin": str(base.pk) in form.ticked,
        }
        for base in bases
    ]
