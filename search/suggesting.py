"""What is offered while a question is typed: titles of each kind, and the last word completed.

Whatever is offered was read in something that the reader may know of: no list of words is trusted.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from bases.addresses import address_of
from search.engines.beginnings import READ, rows_that_begin
from search.matches import KINDS, PERSON
from search.models import Word
from search.understanding import MAX_WORDS
from search.words import FOLDED_STOP_WORDS, WORD, folded, folded_plain, stem, words_in

PER_KIND = 3
MOST_WORDS = 3
SHORTEST = 2
# Pages of which the words are read, to complete the one that is typed.
READ_PAGES = 40
# Words that begin as what is typed, of which the stems are looked for.
TRIED = 30
LAST_WORD = re.compile(r"[^\W_]+[\W_]*\Z")


@dataclass(frozen=True)
class Beginning:
    """What is typed so far, folded: whole words, by their stems, and the start of another.

    `stems`: those of words that begin so and that are longer than their stem.
    """

    text: str
    wholes: tuple
    start: str
    stems: tuple


@dataclass(frozen=True)
class Suggestions:
    """What is offered: questions, and `{kind: [(title, address), …]}`."""

    questions: tuple = ()
    titles: dict = None

    @property
    def count(self):
        """How many there are to choose from."""
        return len(self.questions) + sum(map(len, (self.titles or {}).values()))


def suggest(reader, typed):
    """Return the `Suggestions` for what `reader` has typed so far: three queries, or none."""
    typed = typed.replace("\0", " ")
    beginning = _beginning(typed)
    if beginning is None:
        return Suggestions()
    titles, texts = {kind: [] for kind in KINDS}, []
    rows = rows_that_begin(reader, beginning, per_kind=PER_KIND, read=READ_PAGES)
    for kind, title, other in rows:
        if kind == READ:
            texts += [title, other]
        else:
            titles[kind].append((title.strip(), _address(kind, other)))
    return Suggestions(_completed(typed, beginning, texts), titles)


def _beginning(typed):
    """Return what is typed as it is compared; None where it is too short to tell."""
    text = " ".join(folded(typed).split())
    said = words_in(text)
    telling = [
        word for word in said if len(word) >= SHORTEST and word not in FOLDED_STOP_WORDS
    ]
    *wholes, start = telling or said[-1:] or [""]
    if len(start) < SHORTEST:
        return None
    wholes = tuple(dict.fromkeys(map(stem, wholes[-MAX_WORDS:])))
    return Beginning(text, wholes, start, _stems(start))


def _stems(start):
    """Return the stems of words that begin with `start` and that do not begin so themselves."""
    words = Word.objects.filter(
        initial=start[0], length__gte=len(start), text__startswith=start
    )
    begun = words.order_by("-documents", "text").values_list("text", flat=True)
    stems = {stem(word) for word in (start, *begun[:TRIED])}
    return tuple(sorted(each for each in stems if not each.startswith(start)))


def _completed(typed, beginning, texts):
    """Return what is typed with its last word as `texts` write it, the most usual first."""
    last = LAST_WORD.search(typed)
    if not last or words_in(folded(last[0])) != [beginning.start]:
        return ()
    spelled = Counter(
        spelling
        for text in texts
        for word in WORD.findall(text)
        if _completes(beginning.start, folded_plain(spelling := _in_a_sentence(word)))
    )
    by_stem = {}
    for spelling, _times in sorted(spelled.items(), key=lambda each: (-each[1], each[0])):
        by_stem.setdefault(stem(folded_plain(spelling)), spelling)
    head = typed[: last.start()]
    return tuple(f"{head}{word}".strip() for word in [*by_stem.values()][:MOST_WORDS])


def _completes(start, word):
    return word.startswith(start) and word not in {start, f"{start}s", f"{start}x"}


def _in_a_sentence(word):
    """Return a word without the capital that begins a sentence; RGPD stays."""
    return word.lower() if word.istitle() else word


def _address(kind, told):
    return reverse("person", args=[told]) if kind == PERSON else address_of(told)
