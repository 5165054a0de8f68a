"""The passages that answers show: the words of the document, those that were asked for marked."""

from functools import lru_cache

from django.db.models.expressions import RawSQL

from bases.texts.sentences import address_at_page, place_in_words
from search.engines.database import dialect
from search.models import Passage
from search.words import WORD, folded_plain, stem

# Characters of a passage that are shown, and how far before the first word found it begins.
SHOWN, BEFORE = 240, 60


def shown_passages(pages, asked):
    """Return `{page: passage}`, of those that say somewhere what was asked; one query.

    `pages`: ids, which are those of their documents. Each passage has its `parts`,
    `[(text, is found), …]`, the `heading` and the `place` of its section, or its `file`, the
    `address` and where it is `at`.
    """
    if not pages or not asked.units:
        return {}
    sql, params = _best(sorted(pages), asked)
    rows = Passage.objects.filter(pk__in=RawSQL(sql, params)).select_related("file")
    return {row.document_id: _shown(row, asked) for row in rows}


def _best(documents, asked):
    """Return the SQL, and its parameters, of the passage of each document that says most.

    By hand: the same as a window of the ORM takes longer to be put together than to be answered.
    """
    holds = dialect().holds("folded")
    shares, params = [], []
    for unit in asked.units:
        stems = sorted(unit.stems)
        said = " OR ".join([holds] * len(stems))
        shares.append(f"CASE WHEN {said} THEN {unit.weight:.4f} ELSE 0 END")
        params += stems
    places = ", ".join(["%s"] * len(documents))
    said = (
        f"SELECT id, document_id, file_id, {' + '.join(shares)} AS score"
        f" FROM search_passage WHERE document_id IN ({places})"
    )
    ranked = (
        "SELECT id, row_number() OVER (PARTITION BY document_id"
        " ORDER BY score DESC, file_id IS NOT NULL, file_id, id) AS place"
        f" FROM ({said}) AS said WHERE score > 0"
    )
    return f"SELECT id FROM ({ranked}) AS ranked WHERE place = 1", [*params, *documents]


def _shown(passage, asked):
    return {
        "parts": marked(passage.text, asked),
        "heading": passage.heading,
        "place": passage.place,
        "file": passage.file,
        "address": _address(passage),
        "at": _at(passage),
    }


def _at(passage):
    """Return where in its file a passage stands, in words."""
    if not passage.file or not passage.number:
        return ""
    return place_in_words(passage.file.filename, passage.number)


def _address(passage):
    if not passage.file:
        return ""
    address = passage.file.url
    return address_at_page(address, passage.number) if passage.number else address


def marked(text, asked, *, length=SHOWN):
    """Return the part of `text` where what was asked is, as `[(text, is found), …]`.

    The whole text where it is no longer than `length`.
    """
    stems = asked.stems
    spans = [match.span() for match in WORD.finditer(text) if _stem_of(match[0]) in stems]
    start, stop = _window(text, spans, length)
    parts, place = [], start
    for first, last in spans:
        if first >= start and last <= stop:
            parts += [(text[place:first], False), (text[first:last], True)]
            place = last
    parts.append((text[place:stop], False))
    if start:
        parts.insert(0, ("… ", False))
    if stop < len(text):
        parts.append((" …", False))
    return [part for part in parts if part[0]]


@lru_cache(maxsize=100_000)
def _stem_of(word):
    """Return the stem of a word as it is written."""
    return stem(folded_plain(word))


def _window(text, spans, length):
    """Return where the part that is shown begins and ends: between words, where most is found."""
    if len(text) <= length:
        return 0, len(text)
    starts = [first for first, _last in spans] or [0]
    best = max(
        starts,
        key=lambda start: (
            sum(start <= each < start + length - BEFORE for each in starts),
            -start,
        ),
    )
    start = max(best - BEFORE, 0)
    start = text.find(" ", start, best) + 1 if start else 0
    stop = min(start + length, len(text))
    if stop < len(text):
        stop = max(text.rfind(" ", start, stop), best + 1)
    return start, stop
