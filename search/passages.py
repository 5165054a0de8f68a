"""The passages that answers show: the words of the document, those that were asked for marked."""

from functools import lru_cache

from django.db.models import F, FilteredRelation, Q
from django.db.models.expressions import RawSQL

from bases.models import PortalDocument
from bases.texts.sentences import address_at_page, place_in_words
from search.engines.database import dialect
from search.sql import places_for
from search.words import WORD, folded_plain, stem

# What is read of a passage.
TOLD = (
    "text",
    "heading",
    "place",
    "number",
    "file_id",
    "file__title",
    "file__file",
)
FILE = ("id", "title", "file")
# Characters of a passage that are shown, and how far before the first word found it begins.
SHOWN, BEFORE = 240, 60


def with_passages(cards, pages, asked):
    """Return `cards`, those of `pages` with what `passage_of` reads of their best passage.

    `pages`: ids, which are those of their documents.
    """
    if not pages:
        return cards
    sql, params = _best(sorted(pages), asked)
    best = Q(search_document__passages__pk__in=RawSQL(sql, params))
    found = FilteredRelation("search_document__passages", condition=best)
    told = {f"passage_{name}": F(f"found_passage__{name}") for name in TOLD}
    return cards.annotate(found_passage=found).annotate(**told)


def passage_of(row, asked):
    """Return the passage that a row of `with_passages` has; None where nothing was found in it.

    With its `parts`, `[(text, is found), …]`, the `heading` and the `place` of its section, or
    its `file`, the `address` and where it is `at`.
    """
    if row.get("passage_text") is None:
        return None
    told = {name: row[f"passage_{name}"] for name in TOLD}
    file, number = _file(told), told["number"]
    address = file.url if file else ""
    return {
        "parts": marked(told["text"], asked),
        "heading": told["heading"],
        "place": told["place"],
        "file": file,
        "address": address_at_page(address, number) if file and number else address,
        "at": place_in_words(file.filename, number) if file and number else "",
    }


def _file(told):
    if told["file_id"] is None:
        return None
    # As read from the database: to make a new one asks for the collection that it would go to.
    return PortalDocument.from_db(
        None, FILE, [told["file_id"], told["file__title"], told["file__file"]]
    )


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
    said = (
        f"SELECT id, document_id, file_id, {' + '.join(shares)} AS score"
        f" FROM search_passage WHERE document_id IN ({places_for(documents)})"
    )
    ranked = (
        "SELECT id, row_number() OVER (PARTITION BY document_id"
        " ORDER BY score DESC, file_id IS NOT NULL, file_id, id) AS place"
        f" FROM ({said}) AS said WHERE score > 0"
    )
    return f"SELECT id FROM ({ranked}) AS ranked WHERE place = 1", [*params, *documents]


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
