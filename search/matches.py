"""What an engine is asked, and what it answers: which documents, how many, of what facets."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bases.models import Card

PERSON = "person"
# What is found, in the order that it is told: pages, and people.
KINDS_OF_PAGES = (Card.Kind.RESOURCE, Card.Kind.BASE, Card.Kind.COLLECTION)
KINDS = (*KINDS_OF_PAGES, PERSON)
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


class Hit(NamedTuple):
    """One answer: the page, or the person, and how well it meets the question.

    `title`: as titles are put in order; `published`: an ISO 8601 time, empty where none is told.
    """

    owner: int
    score: float
    title: str = ""
    published: str = ""


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


def met_by_title(title, asked):
    """Return how well a title, given as its stems, meets a question, and the places of its units.

    None where it does not meet it by itself.
    """
    stems = set(title.split())
    held = {
        place: unit.weight
        for place, unit in enumerate(asked.units)
        if any(stems.issuperset(variant.stems) for variant in unit.variants)
    }
    score = sum(held.values())
    return (score, frozenset(held)) if score >= asked.need else None
