"""Bases of a near name, told to who makes one: never blocking, and only those they may know of."""

from difflib import SequenceMatcher
from functools import reduce
from operator import add

from django.db.models import Case, IntegerField, Value, When

from bases.access import named_to
from bases.models import Card
from taxonomy.slugs import slug_of

TOLD = 3
# How many bases that share a word are compared, those that share most of them first.
COMPARED = 50
WORDS = 6
# The beginning of a word finds its plural, and most slips of the finger.
BEGINNING = 5
LITTLE = {"aux", "base", "dans", "des", "les", "par", "pour", "sur", "une"}
SHARED, ALIKE = 2 / 3, 0.88


def near_names(base, user):
    """Return `[{title, url_path}, …]`: bases whose name is near that of `base`, nearest first.

    Among those whose name `user` may know; accents, capitals and little words make no difference.
    """
    words = _words(base.title)
    if not words:
        return []
    longest = sorted(words, key=lambda word: (-len(word), word))[:WORDS]
    cards = Card.objects.filter(kind=Card.Kind.BASE, listed=True).exclude(page=base.pk)
    shared = reduce(add, [_holds(word[:BEGINNING]) for word in longest])
    named = named_to(user, among=cards).annotate(shared=shared).filter(shared__gt=0)
    rows = named.order_by("-shared", "title", "pk").values("title", "page__url_path")
    near = [(_nearness(words, _words(row["title"])), row) for row in rows[:COMPARED]]
    near = sorted((each for each in near if each[0]), key=lambda each: -each[0])
    return [
        {"title": row["title"], "url_path": row["page__url_path"]}
        for _near, row in near[:TOLD]
    ]


def _words(title):
    """Return the words that tell a name from another, folded."""
    words = slug_of(title).split("-")
    return [word for word in words if len(word) > 2 and word not in LITTLE]


def _holds(beginning):
    # A slug is a folded title: databases do not agree on accents.
    found = When(page__slug__contains=beginning, then=Value(1))
    return Case(found, default=Value(0), output_field=IntegerField())


def _nearness(words, others):
    """Return how near two names are, from 0 for those that are not to 1."""
    every = set(words) | set(others)
    shared = len(set(words) & set(others)) / len(every)
    alike = SequenceMatcher(None, " ".join(words), " ".join(others)).ratio()
    return max(shared, alike) if shared >= SHARED or alike >= ALIKE else 0
