"""My account: what a person is here, the bases they belong to, what waits for their answer."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bases import invitations, ownership, requests
from bases.access import visible_to
from bases.addresses import address_of
from bases.bin import bases_binned_for
from bases.models import Card, Membership
from bases.teams import ROLE_WORDS


@require_safe
@cache_control(private=True)
@login_required
def account(request):
    """Show the signed-in person's account."""
    return render(
        request,
        "home/account.html",
        {
            "bases": bases_of(request.user),
            "has_binned_bases": bases_binned_for(request.user).exists(),
            "invitations": invitations_of(request.user),
            "offers": ownership.offers_to(request.user),
            "requests": requests.asked_by(request.user),
            "may_enter_admin": request.user.has_perm("wagtailadmin.access_admin"),
        },
    )


def bases_of(person):
    """Return `[{title, role, owns, url}, …]`: the bases of `person`; no `url` where none opens."""
    memberships = Membership.objects.filter(user=person, base__card__in_bin=False)
    memberships = memberships.order_by("base__title", "pk")
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
