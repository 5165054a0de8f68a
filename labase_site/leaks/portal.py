"""The portal of the proof: its words, its readers, and what addresses may name."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser

from labase_site.leaks.words import Lexicon

# What a value that an address names is, for the readers of the proof.
CLOSED = "closed"  # of a base that they may not read, or narrower than one that they may
OPEN = "open"  # of another base, whose published pages they may read, and its drafts not
OWN = "own"  # of their own base, or the portal's
UNKNOWN = "unknown"  # of nothing at all
NOWHERE = 987654321


@dataclass
class Reader:
    """Somebody who asks every address; a witness may read everything."""

    name: str
    user: object = field(default_factory=AnonymousUser)
    is_witness: bool = False

    def may_read(self, word):
        """Say whether this reader is among those for whom `word` was planted."""
        return self.is_witness or self.name in word.readers


class Portal:
    """A planted portal."""

    def __init__(self, seed=2026):
        self.lexicon = Lexicon(seed)
        # What stands for a planted word in the same request about nothing.
        self.made_up = self.lexicon.made_up()
        self.readers = {}
        self._values = defaultdict(list)

    def add_reader(self, name, user=None, *, is_witness=False):
        """Add somebody who will ask every address."""
        self.readers[name] = Reader(name, user or AnonymousUser(), is_witness)

    def note(self, kind, situation, *values):
        """Remember values of a `kind` that addresses may name; each a tuple if it is several."""
        for value in values:
            if (value, situation) not in self._values[kind]:
                self._values[kind].append((value, situation))

    def values(self, kind):
        """Return `[(value, situation), …]` for a kind."""
        return self._values[kind]

    def first(self, kind, situation):
        """Return the first value of a kind in a situation, None where there is none."""
        found = (value for value, where in self.values(kind) if where == situation)
        return next(found, None)
