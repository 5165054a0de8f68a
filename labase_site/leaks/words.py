"""The words of the proof: each exists in one place of the planted portal and nowhere else."""

import random
import re
from dataclasses import dataclass

# No vowel makes a natural word, no final s or x that search takes for a plural; letters stay
# themselves in HTML, JSON and addresses, so that one pattern finds them however they are written.
MARK = "zq"
LETTERS = "bcdfghjklmnprtvw"
TELLING = 6
LENGTH = 10
SHAPE = re.compile(rf"{MARK}[{LETTERS}]{{{TELLING - len(MARK)},}}")


@dataclass(frozen=True)
class Word:
    """A planted word, where it was planted, and the readers of the proof who may read it."""

    text: str
    place: str
    readers: frozenset = frozenset()


class Lexicon:
    """Every word of a planted portal; finds them again in what is read."""

    def __init__(self, seed=2026):
        self._chance = random.Random(seed)
        self._words = {}

    def plant(self, place, *, readers=()):
        """Return the text of a word made for `place`, that these readers may read."""
        text = self._unknown()
        self._words[text[:TELLING]] = Word(text, place, frozenset(readers))
        return text

    def made_up(self):
        """Return a text like a word, planted nowhere."""
        return self._unknown()

    def seen_in(self, text):
        """Return the words that `text` holds, or begins to tell."""
        starts = {found[:TELLING] for found in SHAPE.findall(text.lower())}
        return {self._words[start] for start in starts if start in self._words}

    def __iter__(self):
        return iter(self._words.values())

    def __len__(self):
        return len(self._words)

    def _unknown(self):
        while True:
            letters = self._chance.choices(LETTERS, k=LENGTH - len(MARK))
            text = MARK + "".join(letters)
            if text[:TELLING] not in self._words:
                return text
