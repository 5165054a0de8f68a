"""The order of the first answers: what an engine found, read once more by its title.

An engine ranks by how often words stand where; of the best it found, this prefers those whose
title is what was asked, in the words that were typed; of those on one page, those that say it so.
The same on all engines.
"""

from datetime import date
from functools import lru_cache

from django.db.models import Case, F, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from search.words import forms_in, stem, telling, words_in

FORMS = F("search_document__forms")
# How many of the first answers are read once more.
WINDOW = 100
# What is added, to a score that goes from 0 to 1, where the title: holds all that is asked; holds
# little else; holds it as it was typed; is what was asked, word for word.
IN_TITLE, NOTHING_ELSE, AS_TYPED, SAME = 0.7, 0.2, 0.4, 0.3
# What is added where the words stand as they were typed, wherever it is.
SAID_SO = 0.05
# What stands in the title by a synonym, or by a word that was repaired.
BY_SYNONYM = 0.9
# At most, for what was published today; half of it a year later.
FRESH = 0.03
A_YEAR = 365


def weight_as_typed(asked):
    """Return what annotates cards with the weight of what they say as it was typed."""
    typed = [
        (unit.weight, form)
        for unit in asked.units
        if (form := next((variant.form for variant in unit.said if variant.form), ""))
    ]
    said = [
        Case(
            When(GreaterThan(StrIndex(FORMS, Value(f" {form} ")), 0), then=Value(weight)),
            default=Value(0.0),
        )
        for weight, form in typed
    ]
    return sum(said, Value(0.0))


def ranked(hits, asked):
    """Return the first hundred of `hits`, the best first, with the scores that make it so."""
    again = hits[:WINDOW]
    best = max((hit.score for hit in again), default=0) or 1
    said = tuple(stem(word) for unit in asked.units for word in unit.words)
    today = timezone.now().date()
    scored = [
        hit._replace(
            score=hit.score / best
            + _added(asked, said, hit.title)
            + _fresh(hit.published, today)
        )
        for hit in again
    ]
    return sorted(scored, key=_first)


def said_so_first(hits, rows, asked):
    """Return these `hits`, of those `ranked`: what says a question as it was typed comes sooner.

    `rows`: `{page: row}`, as listings present them, with what `weight_as_typed` annotates; one
    that has none is of a base that is known by its name alone. Some may be gone since.
    """
    total = asked.total or 1
    said = {page: row.get("said_so", 0) / total for page, row in rows.items()}
    scored = [
        hit._replace(score=hit.score + SAID_SO * said.get(hit.owner, 0)) for hit in hits
    ]
    return sorted(scored, key=_first)


def _first(hit):
    return -hit.score, -hit.owner


def _added(asked, said, title):
    """Return what is added for a title; `said`: the stems of what is asked, in order."""
    forms, stems, held = _read(title)
    shares = [(unit, _share(unit, held)) for unit in asked.units]
    total = asked.total or 1
    in_title = sum(unit.weight * share for unit, share in shares) / total
    typed = sum(
        unit.weight
        for unit in asked.units
        if not unit.typed and forms.issuperset(unit.words)
    )
    found = set().union(*(unit.stems for unit, share in shares if share))
    covered = len(found.intersection(stems)) / len(set(stems)) if stems else 0
    return (
        IN_TITLE * in_title
        + NOTHING_ELSE * in_title * covered
        + AS_TYPED * typed / total
        + SAME * (said == stems)
    )


@lru_cache(maxsize=5_000)
def _read(title):
    """Return what a folded title says: its words, their stems in order, all that finds it."""
    words = words_in(title)
    forms = forms_in(title).union(words)
    stems = tuple(map(stem, telling(words)))
    return forms, stems, {*stems, *map(stem, forms)}


def _share(unit, held):
    if any(held.issuperset(variant.stems) for variant in unit.said):
        return 1 if not unit.typed else BY_SYNONYM
    if any(held.issuperset(variant.stems) for variant in unit.synonyms):
        return BY_SYNONYM
    return 0


def _fresh(published, today):
    if not published:
        return 0
    days = (today - date.fromisoformat(published[:10])).days
    return FRESH * A_YEAR / (A_YEAR + max(days, 0))
