"""How much a document says of each stem, as a level that is kept with it.

More where it stands in the title, less the more it is repeated and the longer the text: BM25
(Robertson and Zaragoza, *The Probabilistic Relevance Framework*, 2009) without the rarity of the
stem, which a question knows. SQLite and PostgreSQL rank by it: that a stem has a level in a
document is a word of an index like another, and found as fast.
"""

from collections import Counter, defaultdict
from itertools import accumulate

# From what a document says least of to what it says most of.
LEVELS = "abcdefghijklmnop"
# What a stem counts by where it stands.
WEIGHTS = {
    "title": 4,
    "keywords": 3,
    "summary": 2,
    "body": 1,
    "base_title": 0.5,
    "files": 0.6,
}
# How soon one more time tells nothing new, how much the length matters, and which one is usual.
REPEATED, BY_LENGTH, USUAL_LENGTH = 1.2, 0.75, 200
BETWEEN = "/"
# Bytes of the levels of one document: what a `tsvector` of PostgreSQL holds is bounded. A text of
# more than some fifteen thousand stems is not found by those that it says least.
LONGEST = 150_000


def levels_in(said):
    """Return the level of each stem, `atelier/c numer/p`, of `{field: stems}`."""
    heard, length = defaultdict(int), 0
    for field, weight in WEIGHTS.items():
        stems = said[field].split()
        length += len(stems)
        for stem, times in Counter(stems).items():
            heard[stem] += weight * times
    usual = REPEATED * (1 - BY_LENGTH + BY_LENGTH * length / USUAL_LENGTH)
    # Most stems are said as much as others are.
    marks = {
        much: BETWEEN + LEVELS[int(len(LEVELS) * much / (much + usual))]
        for much in set(heard.values())
    }
    said = " ".join(sorted([stem + marks[much] for stem, much in heard.items()]))
    if len(said.encode()) <= LONGEST:
        return said
    most = [stem + marks[much] for stem, much in Counter(heard).most_common()]
    return " ".join(sorted(_within(most, LONGEST)))


def _within(texts, size):
    """Return the first of `texts` that take so many bytes, each with a space after it."""
    sizes = accumulate(len(text.encode()) + 1 for text in texts)
    return [text for text, taken in zip(texts, sizes, strict=True) if taken <= size]
