"""The public pages of people: what they tell of themselves, and what they share here."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.models import Profile
from accounts.portraits import FOLDER
from accounts.profiles import public_profiles
from bases.delivery import send_portrait
from bases.gestures import gestures_for
from bases.listing import listed, listed_bases, page_of_cards
from bases.models import Card, Membership
from bases.teams import CONTRIBUTING

CARDS_PER_PAGE = 24
TABS = {
    "person": _("Fiches"),
    "person_collections": _("Collections"),
    "person_bases": _("Bases"),
}


@require_safe
@cache_control(private=True)
def person(request, slug, tab="person"):
    """Show a public profile; answer for any other as for one that does not exist."""
    profiles = public_profiles().select_related("user__actor_type", "user__territory")
    profile = get_object_or_404(profiles, slug=slug)
    found = cards_of(profile, request.user)
    if tab not in found:
        raise Http404
    counts = {name: cards.count() for name, cards in found.items()}
    page = page_of_cards(found[tab], request, per_page=CARDS_PER_PAGE, count=counts[tab])
    context = {
        "profile": profile,
        "tab": tab,
        "tabs": _tabs(slug, counts, current=tab),
        "page_obj": page,
        "gestures": gestures_for(request.user, profile.user),
    }
    return render(request, "home/person.html", context)


@require_safe
def portrait(request, key):
    """Serve a photo: that of a public profile to all, any other to its person alone."""
    name = f"{FOLDER}{key}"
    is_public = public_profiles().filter(photo=name).exists()
    mine = Profile.objects.filter(photo=name)
    if not is_public and not (
        request.user.is_authenticated and mine.filter(user=request.user).exists()
    ):
        raise Http404
    return send_portrait(request, mine.get().photo, is_public=is_public)


def cards_of(profile, reader):
    """Return, for each tab of a profile, the cards that `reader` may open."""
    owned = {"page__owner": profile.user_id}
    found = {
        "person": listed(reader, kind=Card.Kind.RESOURCE, **owned),
        "person_collections": listed(reader, kind=Card.Kind.COLLECTION, **owned),
    }
    if profile.is_named:
        # Who is not named among members is not named by their bases either.
        joined = Membership.objects.filter(user=profile.user_id, role__in=CONTRIBUTING)
        found["person_bases"] = listed_bases(reader).filter(pk__in=joined.values("base"))
    return found


def _tabs(slug, counts, *, current):
    return [
        {
            "name": TABS[name],
            "count": count,
            "address": reverse(name, args=[slug]),
            "current": name == current,
        }
        for name, count in counts.items()
    ]
