"""What closing or opening a page changes, told before it is done."""

from dataclasses import dataclass, replace

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import ngettext_lazy
from wagtail.contrib.redirects.models import Redirect

from bases.access import shown_now
from bases.models.cards import Card
from bases.models.sharing import ShareLink

FICHES_CLOSE = ngettext_lazy(
    "%(count)s published fiche closes with it, its files and images too.",
    "%(count)s published fiches close with it, their files and images too.",
    "count",
)
COLLECTIONS_CLOSE = ngettext_lazy(
    "%(count)s published collection closes with it.",
    "%(count)s published collections close with it.",
    "count",
)
LINKS_STAY = ngettext_lazy(
    "%(count)s share link goes on opening what it was made for: revoke it if need be.",
    "%(count)s share links go on opening what they were made for: revoke them if need be.",
    "count",
)
OLD_ADDRESSES_CLOSE = ngettext_lazy(
    "%(count)s former address leads here: it then leads its readers alone.",
    "%(count)s former addresses lead here: they then lead its readers alone.",
    "count",
)
FICHES_OPEN = ngettext_lazy(
    "%(count)s published fiche becomes visible to everyone.",
    "%(count)s published fiches become visible to everyone.",
    "count",
)
COLLECTIONS_OPEN = ngettext_lazy(
    "%(count)s published collection becomes visible to everyone.",
    "%(count)s published collections become visible to everyone.",
    "count",
)
NARROWER_STAY = ngettext_lazy(
    "%(count)s page keeps the narrower readers that were chosen for it.",
    "%(count)s pages keep the narrower readers that were chosen for them.",
    "count",
)
DRAFTS_STAY = ngettext_lazy(
    "%(count)s draft stays hidden.", "%(count)s drafts stay hidden.", "count"
)

_places = []


def shows_pages(function):
    """Register a function `(cards, user) -> sentence, or ""`: where else these pages are shown.

    It lets the confirmation tell of collections and selections without knowing the apps that
    hold them. A sentence names what `user` may read, and counts the rest.
    """
    _places.append(function)
    return function


def shown_elsewhere(cards, *, user):
    """Return the sentences on where else the pages of `cards` are shown, as `user` may know."""
    return [sentence for tell in _places if (sentence := tell(cards, user))]


@dataclass(frozen=True)
class Change:
    """What another answer changes.

    `closes` and `opens` say whether people without an account lose or gain it; `lost` and
    `gained` count the others; `sentences` tell what disappears or appears.
    """

    closes: bool
    opens: bool
    lost: int
    gained: int
    sentences: tuple


def change_of(page, before, after, *, user):
    """Return the `Change` that `page` knows when its readers `before` become those `after`."""
    change = change_between(before, after)
    sentences = []
    if change.closes or change.lost:
        sentences = _what_disappears(page, user=user)
    elif change.opens:
        sentences = _what_appears(page)
    return replace(change, sentences=tuple(filter(None, sentences)))


def change_between(before, after):
    """Return the `Change` from some readers to others, whatever they read."""
    were, will_be = before.people(), after.people()
    return Change(
        closes=before.are_everyone and not after.are_everyone,
        opens=after.are_everyone and not before.are_everyone,
        lost=were.exclude(pk__in=will_be.values("pk")).count(),
        gained=will_be.exclude(pk__in=were.values("pk")).count(),
        sentences=(),
    )


def _what_disappears(page, *, user):
    cards = _at_and_under(page).filter(shown_now())
    pages = cards.values("page")
    links = ShareLink.objects.filter(
        page__in=pages, revoked_at__isnull=True, expires_at__gt=timezone.now()
    )
    old_addresses = Redirect.objects.filter(redirect_page__in=pages)
    fiches, collections = _counts(cards.exclude(pk=page.pk))
    return [
        _told(FICHES_CLOSE, fiches),
        _told(COLLECTIONS_CLOSE, collections),
        *shown_elsewhere(cards, user=user),
        _told(LINKS_STAY, links.count()),
        _told(OLD_ADDRESSES_CLOSE, old_addresses.count()),
    ]


def _what_appears(page):
    under = _at_and_under(page).exclude(pk=page.pk)
    narrower = under.filter(page__view_restrictions__isnull=False).values("pk")
    shown = under.filter(shown_now())
    fiches, collections = _counts(shown.exclude(pk__in=narrower))
    return [
        _told(FICHES_OPEN, fiches),
        _told(COLLECTIONS_OPEN, collections),
        _told(NARROWER_STAY, shown.filter(pk__in=narrower).count()),
        _told(DRAFTS_STAY, under.filter(live=False, in_bin=False).count()),
    ]


def _at_and_under(page):
    return Card.objects.filter(page__path__startswith=page.path)


def _counts(cards):
    kinds = dict(cards.order_by().values_list("kind").annotate(Count("pk")))
    return kinds.get(Card.Kind.RESOURCE, 0), kinds.get(Card.Kind.COLLECTION, 0)


def _told(message, count):
    return message % {"count": count} if count else ""
