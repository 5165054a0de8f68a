"""Where each document stands among all that are known, found for thousands at once."""

from bisect import bisect_left
from itertools import chain, repeat

# The place of what is not known: of a list that has one item more than there are documents, the
# last one.
NOWHERE = -1
# Numbers of pages below this one are looked up in a list, of eight bytes for each.
LARGEST = 1_000_000


class Places:
    """The place of each document, by its number.

    In a list for most pages: a number that was just read is looked up in a dictionary at a third
    of the speed. In a dictionary for the `others`: people, whose numbers are below 0.
    """

    def __init__(self, pages=(), others=()):
        self.pages, self.others = [*pages], dict(others)

    def copy(self):
        """Return the same, to be changed apart."""
        return Places(self.pages, self.others)

    def __contains__(self, document):
        return self[document] != NOWHERE

    def __getitem__(self, document):
        if 0 <= document < len(self.pages):
            return self.pages[document]
        return self.others.get(document, NOWHERE)

    def __setitem__(self, document, place):
        if 0 <= document < LARGEST:
            self.pages += [NOWHERE] * (document + 1 - len(self.pages))
            self.pages[document] = place
        else:
            self.others[document] = place

    def pop(self, document):
        """Return the place of a document, and know it no more."""
        if not 0 <= document < len(self.pages):
            return self.others.pop(document, NOWHERE)
        place, self.pages[document] = self.pages[document], NOWHERE
        return place

    def of(self, documents):
        """Return the place of each of these documents, in no order."""
        documents = sorted(documents)
        first, last = (bisect_left(documents, end) for end in (0, len(self.pages)))
        return chain(
            map(self.others.get, documents[:first], repeat(NOWHERE)),
            map(self.pages.__getitem__, documents[first:last]),
            map(self.others.get, documents[last:], repeat(NOWHERE)),
        )
