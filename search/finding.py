"""What search answers: cards, for a reader.

Every caller asks `find`; the engine behind it is this module's own affair.
"""

from django.db.models import Case, Count, IntegerField, Q, Value, When

from bases.access import named_to, readable_by, visible_to
from bases.listing import LATEST_FIRST
from bases.models import Card, CardFacet
from search.folding import question_words

MAX_WORDS = 12


def find(
    user,
    *,
    words="",
    kind=Card.Kind.RESOURCE,
    base=None,
    themes=(),
    natures=(),
    audiences=(),
    sort="",
):
    """Return the cards of a kind that answer a question and that `user` may open, best first.

    `themes`, `natures`, `audiences`: terms; any one of each is enough, each must be met. `base`:
    the one to find in; `sort`: another of `search.questions.SORTS`. A base whose name alone is
    shown to `user` answers by its title alone.
    """
    asked = question_words(words)[:MAX_WORDS]
    cards = Card.objects.filter(kind=kind, listed=True)
    if base:
        cards = cards.filter(base=base)
    filters = {"themes": themes, "natures": natures, "audiences": audiences}
    # What a base is filtered by is not its name.
    names = kind == Card.Kind.BASE and not any(filters.values())
    found = _answering(user, cards, asked, names=names)
    return _in_order(_filtered(found, **filters), asked, sort)


def count_by_kind(user, *, words="", themes=(), natures=(), audiences=()):
    """Return how many cards of each kind answer, as `{kind: count}`, in one query.

    Bases are counted apart: only they may be named without opening, and to ask it of every card
    costs more than all the rest.
    """
    asked = question_words(words)[:MAX_WORDS]
    filters = {"themes": themes, "natures": natures, "audiences": audiences}
    others = [kind for kind in Card.Kind if kind not in {Card.Kind.NONE, Card.Kind.BASE}]
    pages = Card.objects.filter(kind__in=others)
    bases = Card.objects.filter(kind=Card.Kind.BASE, listed=True)
    counts = [
        _filtered(found, **filters).order_by().values_list("kind").annotate(Count("pk"))
        for found in (
            _answering(user, pages, asked, names=False),
            _answering(user, bases, asked, names=not any(filters.values())),
        )
    ]
    return dict(counts[0].union(counts[1], all=True))


def _answering(user, cards, asked, *, names):
    """Keep what holds every word; with `names`, also bases that are only named, by their title."""
    for word in asked:
        cards = cards.filter(search_document__text__contains=word)
    if not names:
        return visible_to(user, among=cards)
    if not asked:
        return named_to(user, among=cards)
    in_title = Q()
    for word in asked:
        in_title &= Q(search_document__title__contains=word)
    return named_to(user, among=cards.filter(readable_by(user) | in_title))


def _filtered(cards, **terms_by_facet):
    names = {
        "themes": CardFacet.Facet.THEME,
        "natures": CardFacet.Facet.NATURE,
        "audiences": CardFacet.Facet.AUDIENCE,
    }
    for name, terms in terms_by_facet.items():
        if terms:
            having = CardFacet.objects.filter(
                facet=names[name], value__in=[str(term.pk) for term in terms]
            )
            cards = cards.filter(pk__in=having.values("card"))
    return cards


def _in_order(cards, asked, sort):
    """Put first the cards whose title holds the most of the words, then the latest.

    Or put them in the order that is asked for.
    """
    if sort == "titre":
        return cards.order_by("search_document__title", "title", "pk")
    if sort == "recent" or not asked:
        return cards.order_by(*LATEST_FIRST)
    in_title = sum(
        (
            Case(
                When(Q(search_document__title__contains=word), then=Value(1)),
                default=Value(0),
                output_field=IntegerField(),
            )
            for word in asked
        ),
        start=Value(0),
    )
    return cards.annotate(in_title=in_title).order_by("-in_title", *LATEST_FIRST)
