"""What a page is filtered by, as one character for each value: its card keeps them as a text.

Thousands of them are counted for one answer, and a text is counted by its characters.
"""

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
# In minutes, up to which a fiche is of each duration.
DURATIONS = {30: "short", 60: "hour", 180: "half-day"}


def code_of(facet, value):
    """Return the character of a value of a facet: the id of a term, a year, one of `WORDS`."""
    number = int(value) if value.isdecimal() else WORDS.index(value)
    return chr(PLANES[facet] * SIZE + number)


def meaning_of(code):
    """Return the `(facet, value)` that a character stands for."""
    place, number = divmod(ord(code), SIZE)
    facet = IN_PLANE[place]
    return facet, WORDS[number] if facet in OF_WORDS else str(number)


def codes_of(page, values):
    """Return the characters of all that a page is filtered by; `values`: its `(facet, value)`."""
    found = {(facet, value) for facet, value in values if facet in PLANES}
    if minutes := getattr(page, "duration", None):
        name = next((DURATIONS[limit] for limit in DURATIONS if minutes <= limit), "long")
        found.add((DURATION, name))
    if page.first_published_at:
        found.add((YEAR, str(page.first_published_at.year)))
    return "".join(sorted(code_of(*each) for each in found))
