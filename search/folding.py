"""Words as search compares them: without accents, case, elision or plural."""

import re
import unicodedata
from html import unescape

TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W_]+")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "ß": "ss"})
# What stands before an apostrophe, and the little words that say nothing of a subject.
STOP_WORDS = frozenset(
    "a à au aux avec c ce ces cet cette d dans de des du en et est il j je l la le les leur"
    " leurs lui m ma mais mes mon n ne nos notre nous on ou où par pas pour qu que qui s sa"
    " sans se ses si son sur t ta te tes ton tu un une vos votre vous y comment".split()
)


def folded(text):
    """Return `text`, which may be HTML, in lower case and without accents or tags."""
    text = unescape(TAG.sub(" ", text)).lower().translate(LIGATURES)
    flat = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in flat if unicodedata.category(letter) != "Mn")


def question_words(question):
    """Return the stems of `question` that say something, in order and without repetition."""
    words = [word for word in WORD.findall(folded(question))]
    telling = [word for word in words if word not in FOLDED_STOP_WORDS] or words
    return list(dict.fromkeys(map(stem, telling)))


def stem(word):
    """Return `word` without the mark of its plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


FOLDED_STOP_WORDS = frozenset(map(folded, STOP_WORDS))
