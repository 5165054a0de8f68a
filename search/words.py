"""Words as search compares them: without accents or case, and by their French stem.

The three engines index and are asked what this module makes of a text: they compare strings, and
French is known here alone.
"""

import re
import unicodedata
from functools import lru_cache
from html import unescape
from threading import local

import snowballstemmer

TAG = re.compile(r"<[^<>]+>")
WORD = re.compile(r"[^\W_]+")
# The same where a text has no `_`, in half the time.
WORD_OR_LOW_LINE = re.compile(r"\w+")
OTHER_LETTER = re.compile(r"[^\x00-\x7f]")
# It begins where a word does, and goes back on nothing: ten thousand letters are read once.
HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]++(?:[-‐‑][^\W_]++)+")
# What no French word reaches: a string that is longer is not one.
MAX_LENGTH = 60
# The letters that accents may stand on: Latin, Greek, Cyrillic, Arabic, Vietnamese.
FIRST_ACCENTED, LAST_ACCENTED = 0xC0, 0x2000
# Shorter words are their own stem.
SHORTEST_STEMMED = 4
PLURALS_IN_AUX = {"travaux": "travail", "coraux": "corail", "vitraux": "vitrail"}
# What stands before an apostrophe, and the little words that say nothing of a subject.
STOP_WORDS = frozenset(
    "a à au aux avec c ce ceci cela ces cet cette d dans de des du elle elles en entre est et eu"
    " il ils j je l la le les leur leurs lors lui m ma mais me mes mon n ne ni nos notre nous on"
    " ou où par plus pour qu que qui s sa se ses si sont sous sur t ta te tes ton tous tout"
    " toute toutes tu un une vos votre vous y ça"
    # What a question is asked with.
    " ai as avoir comme comment dont être faire fait faut lequel laquelle lorsque peut peux"
    " pourquoi puis quand quel quelle quels quelles quoi veut veux voudrais".split()
)


def folded(text):
    """Return `text`, which may be HTML, in lower case and without accents or tags."""
    return folded_plain(unescape(TAG.sub(" ", text)))


def folded_plain(text):
    """Return `text`, which is no HTML, in lower case and without accents."""
    text = text.lower()
    if text.isascii():
        return text
    flat = _flat_letters()
    # A text has few different ones.
    for letter in flat.keys() & OTHER_LETTER.findall(text):
        text = text.replace(letter, flat[letter])
    return text


def words_in(text):
    """Return the words of a folded `text`, in order."""
    words = (WORD if "_" in text else WORD_OR_LOW_LINE).findall(text)
    is_usual = max(map(len, words), default=0) <= MAX_LENGTH
    return words if is_usual else [word[:MAX_LENGTH] for word in words]


def telling(words):
    """Return those of `words` that say something; all of them where none does."""
    return [word for word in words if word not in FOLDED_STOP_WORDS] or list(words)


def said_in(text):
    """Return the telling words of a folded `text`, in order.

    What a hyphen joins follows, in one word as well: *wi-fi* is found as *wifi*.
    """
    words = [word for word in words_in(text) if word not in FOLDED_STOP_WORDS]
    return [*words, *_joined(text)]


def stems_in(text):
    """Return the stems of the telling words of a folded `text`, in order, as one string."""
    return stems_of(said_in(text))


def stems_of(words):
    """Return the stems of these folded words, in order, as one string."""
    return " ".join(map(stem, words))


def forms_in(text):
    """Return the telling words of a folded `text` as they are written, each once: a set."""
    return set(said_in(text))


def asked_words(text):
    """Return the telling words of a folded question, or of a term, each once and in order.

    What a hyphen joins to a little word is one word: *en-tête* is no head.
    """
    text = HYPHENATED.sub(_as_one_word, text)
    return list(dict.fromkeys(telling(words_in(text))))


def _as_one_word(found):
    halves = words_in(found[0])
    whole = any(half in FOLDED_STOP_WORDS for half in halves)
    return "".join(halves) if whole else found[0]


def _joined(text):
    text = text.replace("‐", "-").replace("‑", "-")
    if "-" not in text:
        return []
    # Few of its parts hold a hyphen, and those alone are looked at letter by letter.
    parts = " ".join([part for part in text.split() if "-" in part])
    joined = [found.replace("-", "") for found in HYPHENATED.findall(parts)]
    return [word for word in joined if len(word) <= MAX_LENGTH]


@lru_cache(maxsize=200_000)
def stem(word):
    """Return the stem of a folded `word`: what its plural, its verb and its noun share."""
    if len(word) < SHORTEST_STEMMED or not word.isalpha():
        return word
    word = PLURALS_IN_AUX.get(word, word)
    # The stemmer leaves the plural of what ends in a vowel: *numeros*.
    if word[-1] in "sx" and not word.endswith("aux"):
        word = word[:-1]
    return _stemmer().stemWord(word) or word


def _stemmer():
    """Return the stemmer of this thread: one holds the word that it works on."""
    if not hasattr(_kept, "stemmer"):
        _kept.stemmer = snowballstemmer.stemmer("french")
    return _kept.stemmer


@lru_cache(maxsize=1)
def _flat_letters():
    """Return what each letter that has accents, or is two letters, is compared as.

    No letter of what it is compared as is compared as another.
    """
    table = {"œ": "oe", "æ": "ae", "ß": "ss", "’": "'"}
    for char in map(chr, range(FIRST_ACCENTED, LAST_ACCENTED)):
        flat = "".join(
            table.get(letter, letter)
            for letter in unicodedata.normalize("NFKD", char)
            if not unicodedata.combining(letter)
        )
        if flat != char:
            table.setdefault(char, flat)
    return table


_kept = local()
FOLDED_STOP_WORDS = frozenset(folded_plain(word) for word in STOP_WORDS)
