"""What listings show: cards read by `values`, each with its address and what may be counted."""

from itertools import chain

from django.db.models import Count, Subquery
from wagtail.models import Site

from bases.access import named_to, visible_to
from bases.addresses import address_of
from bases.models.cards import Card
from bases.pagination import page_of
from bases.visibility import visibility_by

# The visibility told of a base whose name alone is shown.
NAMED_ONLY = "closed"
LATEST_FIRST = ("-first_published_at", "-pk")
SHOWN = (
    "page_id",
    "kind",
    "title",
    "summary",
    "cover_url",
    "first_published_at",
    "last_published_at",
    "level",
    "duration",
    "certified",
    "nature__name",
    "theme__category__family",
    "base_id",
    "base__title",
    "page__url_path",
    "rule_id",
    "rule__teams_only",
)

_contents = {}


def holds(kind):
    """Register a function `(user, page_ids) -> {page_id: {"count": …, "tiles": […]}}` for a kind.

    It lets a listing say what a card holds without knowing the app that holds it. `tiles`, where
    there are some, are the `(key, family)` of up to four covers.
    """

    def register(function):
        _contents[kind] = function
        return function

    return register


def listed(user, *, kind, **filters):
    """Return the cards of a kind that `user` may open, latest first."""
    cards = Card.objects.filter(kind=kind, **filters)
    return visible_to(user, among=cards).order_by(*LATEST_FIRST)


def listed_bases(user):
    """Return the cards of the bases that `user` may open, but workbenches that open nothing."""
    return visible_to(user, among=_bases_in_lists()).order_by("title", "pk")


def named_bases(user):
    """Return the cards of the bases that /bases/ names to `user`, those that are closed as well.

    Workbenches in which nothing is open to all are left out.
    """
    return named_to(user, among=_bases_in_lists()).order_by("title", "pk")


def _bases_in_lists():
    return Card.objects.filter(kind=Card.Kind.BASE, listed=True)


def listed_in_base(user, base, *, kind):
    """Return the cards of a kind in `base` that `user` may open, latest first."""
    return listed(user, kind=kind, base=base)


def with_total(cards):
    """Annotate each of `cards`, of one kind, with their `total`: how many they are in all."""
    counted = cards.order_by().values("kind").annotate(total=Count("pk"))
    return cards.annotate(total=Subquery(counted.values("total")))


def total_of(rows):
    """Return the `total` that these presented rows tell; 0 where there are none."""
    return rows[0]["total"] if rows else 0


def presented(cards, *, user, uncounted=()):
    """Return `cards` as a list of dictionaries that card templates print.

    Each has its `url`, what `cards` are annotated with, and the `count` of what it holds that
    `user` may open, None where nothing is counted, as of the ids `uncounted`. A few queries,
    whatever the number of cards. Of a base that `user` may only know by its name
    (`bases.access.named_to`), nothing else is told.
    """
    (rows,) = presented_together(cards, user=user, uncounted=uncounted)
    return rows


def presented_together(*lists, user, uncounted=()):
    """Return several lists of cards, presented: what they hold is counted once for all."""
    roots = Site.get_site_root_paths()
    told = [
        [_row(values, roots) for values in cards.values(*SHOWN, *cards.query.annotations)]
        for cards in lists
    ]
    counted = (r for r in chain.from_iterable(told) if r["page_id"] not in uncounted)
    _tell_contents(counted, user)
    return told


def _tell_contents(rows, user):
    by_kind = {}
    for row in rows:
        if row["visibility"] != NAMED_ONLY:
            by_kind.setdefault(row["kind"], []).append(row)
    for kind, same in by_kind.items():
        if kind in _contents:
            found = _contents[kind](user, [row["page_id"] for row in same])
            for row in same:
                row.update(found.get(row["page_id"], {"count": 0}))


def _row(values, roots):
    row = {
        **values,
        "url": address_of(values["page__url_path"], roots=roots),
        "family": values["theme__category__family"] or "neutral",
        "visibility": visibility_by(
            values["rule_id"], teams_only=values["rule__teams_only"]
        ),
        "count": None,
    }
    if not values.get("may_open", True):
        told = {name: row[name] for name in ("page_id", "kind", "title", "url", "count")}
        row = {**told, "summary": "", "visibility": NAMED_ONLY}
    return row


def cover_of(page, *, tiles=()):
    """Return what the cover of `page` itself is drawn from; `tiles`, if a collection has some."""
    card = getattr(page, "card", None)
    return {
        "kind": page.kind,
        "page_id": page.pk,
        "family": "neutral",
        "cover_url": card.cover_url if card else "",
        "tiles": tiles,
    }


def page_of_cards(cards, request, *, per_page, count=None):
    """Return the page of `cards` that `request` asks for, presented to its user.

    `count`: how many they are, where it is known already.
    """
    page = page_of(cards, request, per_page=per_page, count=count)
    page.object_list = presented(page.object_list, user=request.user)
    return page


@holds(Card.Kind.BASE)
def fiches_by_base(user, base_ids):
    """Return how many fiches of each base `user` may open."""
    fiches = Card.objects.filter(kind=Card.Kind.RESOURCE, base__in=base_ids)
    counted = visible_to(user, among=fiches).values("base").annotate(count=Count("pk"))
    return {row["base"]: {"count": row["count"]} for row in counted}
