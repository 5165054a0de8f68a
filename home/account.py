"""My account: what a person is here, what waits for their answer, what they tell of themselves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.profile_forms import ProfileForm
from accounts.profiles import profile_of
from accounts.single_sign_on import names_of_services
from bases import invitations, ownership, requests
from bases.access import visible_to
from bases.addresses import address_of
from bases.bin import bases_binned_for
from bases.models import Card, Membership
from bases.teams import ROLE_WORDS
from home.account_sections import show_section

BASES_SHOWN = 10


@require_safe
@cache_control(private=True)
@login_required
def account(request):
    """Show the signed-in person's account."""
    person = request.user
    bases = memberships_of(person)
    return show_section(
        request,
        "account.html",
        section="account",
        title=_("My account"),
        profile=profile_of(person),
        bases=presented_bases(bases[:BASES_SHOWN], person),
        has_more_bases=bases[BASES_SHOWN : BASES_SHOWN + 1].exists(),
        has_binned_bases=bases_binned_for(person).exists(),
        invitations=invitations_of(person),
        offers=ownership.offers_to(person),
        requests=requests.asked_by(person),
        may_enter_admin=person.has_perm("wagtailadmin.access_admin"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True)
@login_required
def profile(request):
    """Write what I tell of myself, and whether others read it."""
    # Not the instance that the page names at its top: what is refused must not show there.
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, request.FILES or None, instance=person)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("my_profile")
    return show_section(
        request,
        "account_profile.html",
        section="my_profile",
        title=_("My profile"),
        form=form,
        profile=form.profile,
    )


@require_safe
@cache_control(private=True)
@login_required
def security(request):
    """Show the ways to what keeps the account safe."""
    return show_section(
        request,
        "account_security.html",
        section="my_security",
        title=_("Security"),
        single_sign_on=", ".join(names_of_services()),
    )


@require_safe
@cache_control(private=True)
def closed(request):
    """Say how an account that nobody used for a year is opened again; the same to everybody."""
    return render(request, "home/account_closed.html")


def memberships_of(person):
    """Return the memberships of `person`, in bases that are not in the bin."""
    memberships = Membership.objects.filter(user=person, base__card__in_bin=False)
    return memberships.order_by("base__title", "pk")


def presented_bases(memberships, person):
    """Return `[{title, role, owns, url}, …]`: bases of `person`; no `url` where none opens."""
    rows = list(memberships.values("role", "base_id", "base__title", "base__url_path"))
    cards = Card.objects.filter(page__in=[row["base_id"] for row in rows])
    opened = set(visible_to(person, among=cards).values_list("page_id", flat=True))
    return [
        {
            "title": row["base__title"],
            "role": ROLE_WORDS[row["role"]],
            "owns": row["role"] == Membership.Role.OWNER,
            "url": address_of(row["base__url_path"]) if row["base_id"] in opened else "",
        }
        for row in rows
    ]


def invitations_of(person):
    """Return `[{invitation, token}, …]`: the invitations that wait for the answer of `person`."""
    return [
        {"invitation": each, "token": invitations.token_of(each)}
        for each in invitations.waiting_for(person)
    ]
