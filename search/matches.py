"""What an engine is asked, and what it answers: which documents, how many, of what facets."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
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


class Match(NamedTuple):
    """A document that meets a question: a row of what a database answers."""

    document: int
    owner: int
    kind: str
    base: int | None
    score: float
    facets: str
    # What it is put in order by, where it is not by its score.
    key: str
    # The stems of its title, where its title alone may be told to who asks.
    named: str


class Hit(NamedTuple):
    """One answer: the page, or the person, and how well it meets the question."""

    owner: int
    score: float


@dataclass(frozen=True)
class Matches:
    """What meets a question: the first hits, how many of each kind, of each value of a facet.

    A facet counts what it would give if nothing of it were chosen.
    """

    hits: tuple = ()
    totals: dict = field(default_factory=dict)
    facets: dict = field(default_factory=dict)

    @property
    def is_empty(self):
        """Whether nothing of any kind meets the question."""
        return not any(self.totals.values())


def tally(rows, wanted, asked):
    """Return the `Matches` that `rows`, each a `Match` that the reader may know of, add up to."""
    totals, shown = Counter(), []
    missing = {}
    by_missing = defaultdict(list)
    for row in rows:
        if row.named and asked.units:
            score = score_of_title(row.named, asked)
            if not score:
                continue
            row = row._replace(score=score)
        codes = (row.facets, row.base)
        if codes not in missing:
            missing[codes] = _missing(row, wanted.facets)
        lacks = missing[codes]
        if not lacks:
            totals[row.kind] += 1
        if row.kind == wanted.kind:
            if not lacks:
                shown.append(row)
            if len(lacks) < 2:
                by_missing[lacks].append(row)
    return Matches(
        tuple(Hit(row.owner, row.score) for row in _first(shown, wanted)),
        dict(totals),
        _facets(by_missing, wanted.facets),
    )


def score_of_title(title, asked):
    """Return how well a title, given as its stems, meets a question by itself; 0 if it does not."""
    stems = set(title.split())
    met = sum(
        unit.weight
        for unit in asked.units
        if any(stems.issuperset(variant.stems) for variant in unit.variants)
    )
    return met if met >= asked.need else 0


def _missing(row, chosen):
    """Return the names of the facets of which a row has nothing that is chosen."""
    if not chosen:
        return ()
    codes = set(row.facets.split())
    if row.base:
        codes.add(f"{BASE}:{row.base}")
    return tuple(
        name
        for name, values in chosen.items()
        if codes.isdisjoint(f"{name}:{value}" for value in values)
    )


def _first(rows, wanted):
    if wanted.order == "recent":
        return nlargest(wanted.stop, rows, key=lambda row: (row.key, row.owner))
    if wanted.order == "titre":
        return nsmallest(wanted.stop, rows, key=lambda row: (row.key, row.owner))
    return nsmallest(wanted.stop, rows, key=lambda row: (-row.score, -row.owner))


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
    counts = Counter()
    for facets, count in Counter(row.facets for row in rows).items():
        for code in facets.split():
            counts[code] += count
    for base, count in Counter(row.base for row in rows if row.base).items():
        counts[f"{BASE}:{base}"] += count
    return counts
