"""Queries made of titles, each with the one page that it has to find first."""

import random

from search.words import FOLDED_STOP_WORDS, folded_plain, words_in

SEED = 11
SAMPLE = 150
SHORTEST, LONGEST = 3, 9
# A word in which an error leaves enough to be recognised.
LONG = 5


def known_items(titles, *, sample=SAMPLE):
    """Return `{form: [(words, {page}), …]}` of some of `titles`, `{page: title}`.

    As they are, without accents, with one typing error, in the other number, by their two longest
    words. Titles that say the same are left out; the same titles give the same queries.
    """
    rng = random.Random(SEED)
    said = {page: _telling(title) for page, title in titles.items()}
    counts = {}
    for words in said.values():
        key = tuple(sorted(map(folded_plain, words)))
        counts[key] = counts.get(key, 0) + 1
    usable = sorted(
        page
        for page, words in said.items()
        if SHORTEST <= len(words) <= LONGEST
        and counts[tuple(sorted(map(folded_plain, words)))] == 1
    )
    chosen = rng.sample(usable, min(sample, len(usable)))
    forms = {
        "title": lambda words: words,
        "no accents": lambda words: [folded_plain(word) for word in words],
        "one error": lambda words: _with_error(words, rng),
        "other number": lambda words: [_other_number(word) for word in words],
        "two words": lambda words: sorted(words, key=len)[-2:],
    }
    return {
        name: [(" ".join(form(said[page])), {page}) for page in chosen]
        for name, form in forms.items()
    }


def _telling(title):
    words = words_in(title.lower())
    return [word for word in words if folded_plain(word) not in FOLDED_STOP_WORDS]


def _with_error(words, rng):
    place = max(range(len(words)), key=lambda each: len(words[each]))
    word = words[place]
    if len(word) < LONG:
        return words
    at, letter = rng.randrange(1, len(word) - 1), rng.choice("aeioulnrst")
    wrong = rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
        ]
    )
    return [*words[:place], wrong, *words[place + 1 :]]


def _other_number(word):
    if word[-1] in "sx" and len(word) > SHORTEST:
        return word[:-1]
    return word if word[-1] == "z" else f"{word}s"
