"""What an engine is asked, and what it answers: which documents, how many, of what facets."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import reduce
from heapq import nlargest, nsmallest
from operator import itemgetter, or_
from typing import NamedTuple

PERSON = "person"
# Facets that stand in columns of their own, not among the codes of a document.
BASE = "base"


@dataclass(frozen=True)
class Wanted:
    """What is wanted of what meets a question.

    `kind`: which of the kinds is shown; `facets`: `{name: {code, …}}`, any one of each; `base`: the
    id of the only base to look in; `order`: of `search.questions.SORTS`; `stop`: how many of the
    first are of use.
    """

    kind: str
    facets: dict = field(default_factory=dict)
    base: int | None = None
    order: str = ""
    stop: int = 20


# A row of what a database answers: a document that meets a question, of a page or of a person.
# `KEY`: what it is put in order by, where it is not by its score; `NAMED`: the stems of its title,
# where that alone may be told to who asks; `MET`: the places of the units it holds, as bits.
OWNER, KIND, OF_BASE, SCORE, FACETS, KEY, NAMED, MET = range(8)


class Hit(NamedTuple):
    """One answer: the page, or the person, and how well it meets the question."""

    owner: int
    score: float


@dataclass(frozen=True)
class Matches:
    """What meets a question: the first hits, how many of each kind, of each value of a facet.

    A facet counts what it would give if nothing of it were chosen. `held`: the places of the units
    that something of it holds, whatever is chosen.
    """

    hits: tuple = ()
    totals: dict = field(default_factory=dict)
    facets: dict = field(default_factory=dict)
    held: frozenset = frozenset()

    @property
    def is_empty(self):
        """Whether nothing of any kind meets the question."""
        return not any(self.totals.values())


def tally(rows, wanted, asked):
    """Return the `Matches` that `rows` of a database add up to.

    They are those that the reader may know of, by the thousand: what is not chosen costs nothing.
    """
    rows = list(_named(rows, asked)) if asked.units else list(rows)
    lacking = {(): rows} if not wanted.facets else _by_missing(rows, wanted.facets)
    met = lacking.get((), [])
    of_kind = {
        lacks: [row for row in some if row[KIND] == wanted.kind]
        for lacks, some in lacking.items()
    }
    return Matches(
        tuple(Hit(row[OWNER], row[SCORE]) for row in _first(of_kind.get((), []), wanted)),
        dict(Counter(row[KIND] for row in met)),
        _facets(of_kind, wanted.facets),
        _held(rows, asked),
    )


def _held(rows, asked):
    bits = reduce(or_, {row[MET] for row in rows}, 0)
    return frozenset(place for place in range(len(asked.units)) if bits >> place & 1)


def _named(rows, asked):
    """Give their score to what is known by its title alone, and leave out what it does not meet."""
    for row in rows:
        if not row[NAMED]:
            yield row
        elif said := met_by_title(row[NAMED], asked):
            score, bits = said
            yield (*row[:SCORE], score, *row[SCORE + 1 : MET], bits)


def _by_missing(rows, chosen):
    """Return the rows by the names of the facets of which they have nothing that is chosen."""
    found, known = defaultdict(list), {}
    for row in rows:
        codes = (row[FACETS], row[OF_BASE])
        if codes not in known:
            known[codes] = _missing(*codes, chosen)
        found[known[codes]].append(row)
    return found


def met_by_title(title, asked):
    """Return how well a title, given as its stems, meets a question, and the bits of what it holds.

    None where it does not meet it by itself.
    """
    stems = set(title.split())
    held = {
        place: unit.weight
        for place, unit in enumerate(asked.units)
        if any(stems.issuperset(variant.stems) for variant in unit.variants)
    }
    score = sum(held.values())
    return (score, sum(1 << place for place in held)) if score >= asked.need else None


def _missing(facets, base, chosen):
    codes = set(facets.split())
    if base:
        codes.add(f"{BASE}:{base}")
    return tuple(
        name
        for name, values in chosen.items()
        if codes.isdisjoint(f"{name}:{value}" for value in values)
    )


def _first(rows, wanted):
    if wanted.order == "recent":
        return nlargest(wanted.stop, rows, key=itemgetter(KEY, OWNER))
    if wanted.order == "titre":
        return nsmallest(wanted.stop, rows, key=itemgetter(KEY, OWNER))
    return nlargest(wanted.stop, rows, key=itemgetter(SCORE, OWNER))


def _facets(by_missing, chosen):
    """Return `{facet: {value: count}}`: of each, what all the other choices leave."""
    counts = {lacks: _codes(rows) for lacks, rows in by_missing.items()}
    everything = counts.get((), Counter())
    found = defaultdict(dict)
    for code, count in everything.items():
        name, _colon, value = code.partition(":")
        found[name][value] = count
    for name in chosen:
        without = everything + counts.get((name,), Counter())
        prefix = f"{name}:"
        found[name] = {
            code.removeprefix(prefix): count
            for code, count in without.items()
            if code.startswith(prefix)
        }
    return dict(found)


def _codes(rows):
    counts = Counter(" ".join([row[FACETS] for row in rows]).split())
    for base, count in Counter(row[OF_BASE] for row in rows if row[OF_BASE]).items():
        counts[f"{BASE}:{base}"] += count
    return counts
