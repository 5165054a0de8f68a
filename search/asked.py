"""What a question asks for, once understood: units, each met by any of its variants."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

# Weights are compared as they are written for a database.
ROUNDED = 0.001
# A question is as many ways of holding enough of it, at most.
WAYS = 12


@dataclass(frozen=True)
class Variant:
    """One way of saying a unit: stems that a document holds, all of them.

    `form`: the one word as it is written, which says it better than another of the same stem;
    `adjacent`: whether the stems follow one another.
    """

    stems: tuple
    form: str = ""
    adjacent: bool = False


@dataclass(frozen=True)
class Unit:
    """A word that is asked for, or a few that mean one thing together.

    `weight`: how much it tells, more where it is rare; `said`: the ways of saying it that were
    typed, or that are meant where they were mistyped; `synonyms`: other ways, which tell less;
    `documents`: about how many documents that are open to all hold it; `is_hardly_said`: whether
    these are few beside all there are, and none holds its word as it is written.
    """

    words: tuple
    weight: float
    said: tuple
    synonyms: tuple = ()
    # The word that was typed, where another is looked for instead.
    typed: str = ""
    documents: int = 0
    is_hardly_said: bool = False

    @cached_property
    def stems(self):
        """All the stems that may show that a text is about this unit: a set."""
        return {stem for variant in self.variants for stem in variant.stems}

    @cached_property
    def variants(self):
        """All the ways of saying it."""
        return (*self.said, *self.synonyms)

    def repaired(self, *words, variant):
        """Return the same unit, in which `words` are looked for instead of the one typed."""
        return replace(self, words=words, said=(variant,), typed=self.words[0])


@dataclass(frozen=True)
class Asked:
    """The units of a question, and how much of their weight an answer has to hold."""

    units: tuple = ()
    need: float = 0

    @cached_property
    def total(self):
        """The weight of all its units."""
        return sum(unit.weight for unit in self.units)

    @cached_property
    def rarest(self):
        """Units of which an answer holds one at least: as few and as rare as may be."""
        kept, left = [], self.total
        for unit in sorted(self.units, key=lambda unit: -unit.weight):
            if left < self.need:
                break
            kept.append(unit)
            left -= unit.weight
        return tuple(kept)

    @cached_property
    def ways(self):
        """The fewest units that weigh enough, in each way they can: `[units, …]`.

        Where there are more than `WAYS`, whatever holds one of the `rarest` units.
        """
        return self._all_ways or [(unit,) for unit in self.rarest]

    @property
    def ways_are_all(self):
        """Whether all that holds one of the `ways` holds enough."""
        return bool(self._all_ways)

    @cached_property
    def _all_ways(self):
        """The `ways`; none where there are too many."""
        ways = []
        for size in range(1, len(self.units) + 1):
            for units in combinations(self.units, size):
                enough = sum(unit.weight for unit in units) >= self.need - ROUNDED
                if enough and not any(set(units).issuperset(way) for way in ways):
                    ways.append(units)
                    if len(ways) > WAYS:
                        return []
        return ways

    @cached_property
    def stems(self):
        """All the stems of its units: a set."""
        return set().union(*(unit.stems for unit in self.units))
