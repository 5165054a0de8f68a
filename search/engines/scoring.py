"""How well documents meet a question: by the levels at which they say its stems."""

from functools import reduce
from itertools import compress, repeat
from operator import add, and_
from typing import NamedTuple

from search.asked import ROUNDED
from search.engines.marks import largest, least
from search.levels import BETWEEN, LEVELS

# What a synonym tells of what was asked.
SYNONYM_SHARE = 0.6
# Levels of a synonym that are asked for together, and the level that a phrase is taken to be at.
TOGETHER = 4
OF_PHRASE = len(LEVELS) / 2


class Said(NamedTuple):
    """Things of which a document that says any is about `place` as much as `level`.

    `place`: a unit, or a stem of a unit that is many; `words`: stems with their level, as indexes
    have them; or else `phrases`, of some stems each.
    """

    place: int
    level: float
    words: tuple = ()
    phrases: tuple = ()


def things(asked):
    """Return the `Said` things that a document may say of a question: what `Heard` is made of."""
    return [*_things(asked, _together(asked))]


class Heard:
    """What documents say of a question: at which level each says each of its units."""

    def __init__(self, asked, documents, bitmaps):
        """`documents`: of each of the `things`, by its place among them, those that say it."""
        self.asked, self.bitmaps = asked, bitmaps
        together = _together(asked)
        said = sorted(enumerate(things(asked)), key=lambda each: each[1].level)
        levels = sorted({thing.level for _place, thing in said})
        # What marks stand for; of what is said at several levels, the largest is kept.
        self.values = [0, *levels]
        marks = [bitmaps.no_marks() for _place in range(len(asked.units) + len(together))]
        for place, thing in said:
            by = self.values.index(thing.level)
            bitmaps.mark(marks[thing.place], documents.get(place, ()), by)
        for place, unit in enumerate(asked.units):
            for variant in unit.said:
                if len(variant.stems) > 1:
                    parts = [marks[together[stem]] for stem in variant.stems]
                    marks[place] = largest(marks[place], reduce(least, parts))
        self.marks = marks[: len(asked.units)]
        self.bits = [bitmaps.bits_of_marks(each) for each in self.marks]

    def bits_among(self, bits):
        """Return the bits of the documents, of these `bits`, that hold enough of the question."""
        places = {unit: place for place, unit in enumerate(self.asked.units)}
        enough = 0
        for units in self.asked.ways:
            enough |= reduce(and_, (self.bits[places[unit]] for unit in units), bits)
        return enough if self.asked.ways_are_all else self._heavy(enough)

    def held(self, bits):
        """Return the places of the units that any of the documents of these bits holds: a set."""
        return {place for place, held in enumerate(self.bits) if held & bits}

    def scores(self, bits):
        """Return how well each of the documents of these bits meets the question: a list."""
        scores = repeat(0, bits.bit_count())
        for unit, marks in zip(self.asked.units, self.marks, strict=True):
            weighed = [unit.weight * value for value in self.values]
            said = map(weighed.__getitem__, self.bitmaps.chosen(bits, marks))
            scores = map(add, scores, said)
        return list(scores)

    def _heavy(self, bits):
        """Return the bits of those that hold enough of the weight of the question."""
        weights = [unit.weight for unit in self.asked.units]
        least = self.asked.need - ROUNDED
        said = zip(*(self.bitmaps.chosen(bits, each) for each in self.marks), strict=True)
        are_enough = (sum(compress(weights, marks)) >= least for marks in said)
        documents = self.bitmaps.chosen(bits, self.bitmaps.documents)
        return self.bitmaps.bits_of(compress(documents, are_enough))


def _together(asked):
    """Return the place of each stem that is said together with others: after those of units."""
    stems = dict.fromkeys(
        stem
        for unit in asked.units
        for variant in unit.said
        if len(variant.stems) > 1
        for stem in variant.stems
    )
    return {stem: place for place, stem in enumerate(stems, start=len(asked.units))}


def _things(asked, together):
    """Yield what documents may say of what is asked; `together`: places of stems of several."""
    for place, unit in enumerate(asked.units):
        for variant in unit.said:
            if len(variant.stems) == 1:
                yield from _at_levels(place, variant.stems, share=1, step=1)
        single = [v.stems[0] for v in unit.synonyms if not v.adjacent]
        yield from _at_levels(place, single, share=SYNONYM_SHARE, step=TOGETHER)
        if phrases := tuple(v.stems for v in unit.synonyms if v.adjacent):
            yield Said(place, SYNONYM_SHARE * OF_PHRASE, phrases=phrases)
    for stem, place in together.items():
        yield from _at_levels(place, [stem], share=1, step=1)


def _at_levels(place, stems, *, share, step):
    for start in range(0, len(LEVELS) if stems else 0, step):
        levels = LEVELS[start : start + step]
        words = tuple(f"{stem}{BETWEEN}{level}" for stem in stems for level in levels)
        yield Said(place, share * (start + (step + 1) / 2), words)
