"""Text as it is kept: what every database takes, without the marks of the page it was set on."""

import re
import unicodedata

UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# How the ends of lines cut words: PDFium says some by signs that are no characters.
HYPHENS = "-\u2010\u00ad\x02\ufffe"
LETTER = r"[^\W\d_]"
# Bounded, so that what is no text takes no longer than what is one.
CUT_WORD = re.compile(
    rf"(?<!{LETTER})({LETTER}{{2,60}})[{HYPHENS}][ \t]*\r?\n[ \t]*(?=({LETTER}{{1,60}}))"
)
# Words that a hyphen joins to the one before, wherever its line ends.
JOINED = frozenset(
    "vous nous moi toi lui leur je tu il ils elle elles on ce ci là même mêmes être".split()
)
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def safe(text):
    """Return `text` without what a database refuses: NUL, lone surrogates, control characters."""
    return UNSAFE.sub("", text.encode("utf-8", "ignore").decode())


def tidied(text):
    """Return `text` with words made whole again, and its white space put in order."""
    text = re.sub("[\u00ad\u200b\ufeff]", "", CUT_WORD.sub(_joined, text))
    text = unicodedata.normalize("NFC", safe(text).translate(LIGATURES))
    text = re.sub(r"[ \t\u2000-\u200a]+", " ", text)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _joined(match):
    start, following = match[1], match[2]
    if following.lower() in JOINED:
        return f"{start}-"
    # A capital letter starts a word of its own: Saint-Denis, Seine-et-Marne.
    return start if following[0].islower() else f"{start}-"
