"""What all documents are filtered by and which are open to all, as bits: counted in memory.

A document has a place, and so a bit in the whole number that stands for each kind and each value:
thousands of documents are counted by a few operations on these numbers.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from bases.codes import codes_in, meaning_of
from search.engines.places import NOWHERE, Places

AS_FLAGS = bytes.maketrans(b"01", b"\0\1")
# Of marks, which are bytes: those that are none, and all the others.
AS_DIGITS = b"0" + b"1" * 255


class Fact(NamedTuple):
    """What is known of a document: `document` is its number, `codes` are those of its card.

    `published` and `sort_title`: what it is put in order by; `is_open`: whether all may open it,
    until when if it is not for ever; `name`: the stems of its title, of a base that shows its name
    to who may not open it, else None.
    """

    document: int
    kind: str
    base: int | None
    codes: str
    published: str
    sort_title: str
    is_open: bool
    until: object = None
    name: str | None = None


class Bitmaps:
    """Facts of documents, as they were at one moment: what is made of them is not changed.

    `bases`, `published` and `sort_titles` are lists, in the order of `documents`.
    """

    COLUMNS = ("documents", "bases", "published", "sort_titles")

    def __init__(self):
        self.places = Places()
        self.documents, self.bases, self.published, self.sort_titles = [], [], [], []
        self.free = []
        self.kinds, self.values = {}, {}
        self.is_open = 0
        # `(until when it is open, its place)`, the soonest first.
        self.expiring = []
        self.names = {}

    def after(self, documents, facts):
        """Return what is known once these `documents` are what `facts` say, or are no more."""
        new = Bitmaps()
        for name in (*self.COLUMNS, "places", "free", "names"):
            setattr(new, name, getattr(self, name).copy())
        gone = [place for place in map(new.places.pop, documents) if place != NOWHERE]
        kept = ~self._bits(gone)
        new.is_open = self.is_open & kept
        new.kinds = {kind: bits & kept for kind, bits in self.kinds.items()}
        new.values = {
            facet: {
                value: left for value, bits in values.items() if (left := bits & kept)
            }
            for facet, values in self.values.items()
        }
        left = set(gone)
        new.expiring = [each for each in self.expiring if each[1] not in left]
        new.free += gone
        for document in documents:
            new.names.pop(document, None)
        new._add([(new._placed(fact), fact) for fact in facts])
        return new

    def open_at(self, now):
        """Return the bits of what all may open at this time."""
        expired = self.expiring[: bisect_right(self.expiring, now, key=itemgetter(0))]
        return self.is_open & ~self._bits(place for _until, place in expired)

    def bits_of(self, documents):
        """Return the bits of these documents; what is not known has none."""
        marks = self.no_marks()
        self.mark(marks, documents)
        return self.bits_of_marks(marks)

    def bits_of_bases(self, bases):
        """Return the bits of the documents of these bases: their ids, as a set."""
        return self._bits(place for place, base in enumerate(self.bases) if base in bases)

    def no_marks(self):
        """Return a byte for each document, none of which is marked."""
        # One more stands for all that is not known.
        return bytearray(len(self.documents) + 1)

    def mark(self, marks, documents, by=1):
        """Write this byte for each of these documents."""
        for place in self.places.of(documents):
            marks[place] = by

    def bits_of_marks(self, marks):
        """Return the bits of the documents that have a mark."""
        digits = marks[-2::-1].translate(AS_DIGITS)
        return int(digits, 2) if digits else 0

    def bits_of_values(self, facet, values):
        """Return the bits of the documents that have any of these values of a facet."""
        known = self.values.get(facet, {})
        bits = 0
        for value in values:
            bits |= known.get(value, 0)
        return bits

    def chosen(self, bits, column):
        """Return what one of the `COLUMNS`, or marks, say of these documents: a list."""
        return list(compress(column, _flags(bits)))

    def _placed(self, fact):
        """Give a place to what is known of a document, and return it."""
        row = (fact.document, fact.base, fact.published, fact.sort_title)
        if self.free:
            place = self.free.pop()
            for name, value in zip(self.COLUMNS, row, strict=True):
                getattr(self, name)[place] = value
        else:
            place = len(self.documents)
            for name, value in zip(self.COLUMNS, row, strict=True):
                getattr(self, name).append(value)
        self.places[fact.document] = place
        return place

    def _add(self, placed):
        """Add the bits of `[(place, fact), …]`."""
        kinds, codes = {}, {}
        for place, fact in placed:
            kinds.setdefault(fact.kind, []).append(place)
            for code in codes_in(fact.codes):
                codes.setdefault(code, []).append(place)
            if fact.name is not None:
                self.names[fact.document] = fact.name
        for kind, places in kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) | self._bits(places)
        for code, places in codes.items():
            facet, value = meaning_of(code)
            values = self.values.setdefault(facet, {})
            values[value] = values.get(value, 0) | self._bits(places)
        opened = [(place, fact) for place, fact in placed if fact.is_open]
        self.is_open |= self._bits(place for place, _fact in opened)
        self.expiring += [(fact.until, place) for place, fact in opened if fact.until]
        self.expiring.sort()

    def _bits(self, places):
        """Return the number that has a bit at each of `places`."""
        marks = self.no_marks()
        for place in places:
            marks[place] = 1
        return self.bits_of_marks(marks)


# A few numbers are asked for again and again in one question.
@lru_cache(maxsize=8)
def _flags(bits):
    """Return a byte for each bit of a number, the lowest first."""
    return f"{bits:b}"[::-1].encode().translate(AS_FLAGS)
