"""What a page is filtered by, as one character for each value: its card keeps them as a text.

Thousands of them are counted for one answer, and a text is counted by its characters.
"""

import re
from collections import Counter

DURATION, YEAR = "duration", "year"
# What is not a number, and the facets: each by its place, which is kept. New ones come last.
WORDS = (
    *("beginner", "intermediate", "advanced"),
    *("short", "hour", "half-day", "long"),
    *("fr", "en", "ar", "es", "pt", "tr", "uk", "ru", "fsl", "mul"),
)
FACETS = (
    *("theme", "nature", "audience", "territory", "licence", "level", "language"),
    *(DURATION, YEAR),
)
OF_WORDS = {"level", "language", DURATION}
# Each facet has a plane of Unicode, from the second on: texts are written with the first.
PLANES = {facet: place for place, facet in enumerate(FACETS, start=1)}
IN_PLANE = {place: facet for facet, place in PLANES.items()}
SIZE = 1 << 16
# In its lower half are the values up to there; a larger one begins in the upper half, and goes on
# with as many characters of the last plane.
SMALL, DIGITS = SIZE // 2, 3
MORE = 16 * SIZE
CODE = re.compile(f".(?:[{chr(MORE)}-{chr(MORE + SIZE - 1)}]{{{DIGITS}}})?", re.DOTALL)
# In minutes, up to which a fiche is of each duration.
DURATIONS = {30: "short", 60: "hour", 180: "half-day"}


def code_of(facet, value):
    """Return what stands for a value of a facet: the id of a term, a year, one of `WORDS`.

    One character, but for the ids of more terms than there are in any vocabulary.
    """
    number = int(value) if value.isdecimal() else WORDS.index(value)
    first = PLANES[facet] * SIZE
    if number < SMALL:
        return chr(first + number)
    rest, low = divmod(number, SMALL)
    digits = (rest >> 16 * place & (SIZE - 1) for place in range(DIGITS))
    return chr(first + SMALL + low) + "".join(chr(MORE + digit) for digit in digits)


def meaning_of(code):
    """Return the `(facet, value)` that a code stands for."""
    place, number = divmod(ord(code[0]), SIZE)
    for digit, character in enumerate(code[1:]):
        number += (ord(character) - MORE) * SMALL << 16 * digit
    number -= SMALL if len(code) > 1 else 0
    facet = IN_PLANE[place]
    return facet, WORDS[number] if facet in OF_WORDS else str(number)


def codes_in(text):
    """Return the codes that a text is made of, in order."""
    return CODE.findall(text)


def counted(text):
    """Return `{code: how often}` of the codes that a text is made of."""
    counts = Counter(text)
    # Hardly ever: all the others are counted as fast as characters are.
    has_large = any(ord(character) >= MORE for character in counts)
    return Counter(codes_in(text)) if has_large else counts


def codes_of(page, values):
    """Return the codes of all that a page is filtered by; `values`: its `(facet, value)`."""
    found = {(facet, value) for facet, value in values if facet in PLANES}
    if minutes := getattr(page, "duration", None):
        steps = (name for limit, name in DURATIONS.items() if minutes <= limit)
        found.add((DURATION, next(steps, "long")))
    if page.first_published_at:
        found.add((YEAR, str(page.first_published_at.year)))
    return "".join(sorted(code_of(*each) for each in found))
