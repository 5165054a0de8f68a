"""What the page of a base shows to who reads it."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, F, Value, Window
from django.db.models.functions import Coalesce
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from accounts.inactivity import in_use
from bases.access import LinkHolder, visible_to
from bases.gestures import gestures_for
from bases.inside import asks_inside, found_inside
from bases.listing import (
    cover_of,
    listed_in_base,
    presented_together,
    total_of,
    with_total,
)
from bases.models.cards import CONTENTS, Card
from bases.models.home import BaseNetwork
from bases.models.teams import Membership
from bases.next_steps import steps_for
from bases.placeholders import read_by
from bases.readers_in_words import readers_told
from bases.teams import CONTRIBUTING, role_on
from bases.tools import tools_for
from bases.typography import typeset
from bases.visibility import visibility_shown
from taxonomy.models import ActorType

CARDS_PER_PAGE = 24
COLLECTIONS_SHOWN = 12
MEMBERS_SHOWN = 12


def home_context(page, request):
    """Return what the page of a base prints, for the user of `request`.

    Its home; or, where the address asks something inside it, the answer.
    """
    if asks_inside(request):
        return found_inside(request, page)
    user = request.user
    role = role_on(page, user)
    shown = _shown(page, user)
    return {
        **shown,
        **_about(page, user),
        "card": cover_of(page),
        "visibility": visibility_shown(page),
        "readers": readers_told(page, user=user, role=role),
        "tools": tools_for(role, user, page),
        "next_steps": steps_for(
            role,
            page,
            fiches=shown["fiche_count"],
            collections=shown["collection_count"],
        ),
        "contributes": role in CONTRIBUTING or user.is_superuser,
        "gestures": gestures_for(user, page),
    }


def featured_in(base, user):
    """Return the cards of `base` in its sections that `user` may open, once for each section.

    Each is annotated with its `section` and `section_title`. What left the base is not there.
    """
    cards = Card.objects.filter(
        base=base, kind__in=CONTENTS, page__section_items__section__base=base
    )
    ordered = visible_to(user, among=cards).order_by(
        "page__section_items__section__position",
        "page__section_items__section",
        "page__section_items__position",
        "page__section_items",
    )
    return ordered.annotate(
        section=F("page__section_items__section"),
        section_title=F("page__section_items__section__title"),
    )


def members_named_in(base):
    """Return the members of `base` whom its page may name: those who agreed to it.

    By their name; each with its `user` and the profile.
    """
    named = members_counted_in(base).filter(user__profile__is_named=True)
    ordered = named.order_by("user__last_name", "user__first_name", "pk")
    return ordered.select_related("user__profile")


def members_counted_in(base):
    """Return the members of `base`, those alone whose account is in use."""
    return Membership.objects.filter(in_use("user__"), base=base)


@dataclass(frozen=True)
class MembersTold:
    """The first members that a page names, and how many there are in all."""

    named: list
    count: int

    @property
    def others(self):
        """How many are counted without being named here."""
        return self.count - len(self.named)


def members_told(base):
    """Return who the page of `base` names of its members, and how many they are; one query."""
    members = members_counted_in(base).annotate(
        is_named=Coalesce("user__profile__is_named", Value(False)),
        count=Window(Count("pk")),
    )
    ordered = members.order_by(
        "-is_named", "user__last_name", "user__first_name", "pk"
    ).select_related("user__profile")
    first = list(ordered[:MEMBERS_SHOWN])
    named = [member.user for member in first if member.is_named]
    return MembersTold(named, first[0].count if first else 0)


def _shown(page, user):
    if page.pk is None:
        # The preview of what was never saved.
        nothing = dict.fromkeys(("sections", "collections", "latest"), ())
        return {**nothing, "collection_count": 0, "fiche_count": 0, "members": None}
    settings = getattr(page, "settings", None)
    fiches = listed_in_base(user, page, kind=Card.Kind.RESOURCE)
    collections = listed_in_base(user, page, kind=Card.Kind.COLLECTION)
    latest_shown = settings is None or settings.latest_shown
    featured, gathered, latest = presented_together(
        featured_in(page, user),
        with_total(collections)[:COLLECTIONS_SHOWN],
        with_total(fiches)[:CARDS_PER_PAGE] if latest_shown else fiches.none(),
        user=user,
    )
    return {
        "sections": _by_section(featured),
        "collections": gathered,
        "collection_count": total_of(gathered),
        "latest": latest,
        "fiche_count": total_of(latest) if latest_shown else fiches.count(),
        "members": _members_shown(page, settings, user),
    }


def _members_shown(page, settings, user):
    """Return who is told of the members; nothing to who reads through a link."""
    if not settings or not settings.members_shown or isinstance(user, LinkHolder):
        return None
    return members_told(page)


def _about(page, user):
    html = typeset(expand_db_html(page.description))
    described = {"description": mark_safe(read_by(user, html))}
    if not hasattr(page, "role_of_reader"):
        # The preview of a draft, which holds them in memory.
        types, networks = page.actor_types.all(), page.networks.all()
        return {**described, "actor_types": list(types), "networks": list(networks)}
    types, networks = _types_and_networks(page)
    return {**described, "actor_types": types, "networks": networks}


def _types_and_networks(page):
    """Return the names of the actor types of a base, and its networks; one query for both."""
    networks = BaseNetwork.objects.filter(base=page.pk).order_by()
    types = ActorType.objects.filter(bases=page.pk).order_by()
    rows = networks.values_list("pk", "network", "url").union(
        types.values_list("position", "name", Value("")), all=True
    )
    ordered = sorted(rows)
    names = [name for _position, name, url in ordered if not url]
    told = [BaseNetwork(network=name, url=url) for _pk, name, url in ordered if url]
    return names, told


def _by_section(rows):
    """Return `[{id, title, cards}, …]` from the presented rows of `featured_in`."""
    grouped = groupby(rows, key=lambda row: (row["section"], row["section_title"]))
    return [
        {"id": pk, "title": title, "cards": list(cards)} for (pk, title), cards in grouped
    ]
