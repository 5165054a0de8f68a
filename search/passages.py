"""The passages that answers show: the words of the document, those that were asked for marked."""

from django.db.models import Case, F, FloatField, Q, Value, When, Window
from django.db.models.functions import RowNumber, StrIndex
from django.db.models.lookups import GreaterThan

from bases.texts.sentences import address_at_page, place_in_words
from search.models import Passage
from search.words import WORD, folded_plain, stem

# Characters of a passage that are shown, and how far before the first word found it begins.
SHOWN, BEFORE = 240, 60


def shown_passages(documents_of, asked):
    """Return `{owner: passage}`, of those that say somewhere what was asked; one query.

    `documents_of`: `{owner: document}`. Each passage has its `parts`, `[(text, is found), …]`, the
    `heading` and the `place` of its section, or its `file`, the `address` and where it is `at`.
    """
    if not documents_of or not asked.units:
        return {}
    score, any_unit = Value(0.0, output_field=FloatField()), Q()
    for unit in asked.units:
        said = Q(*map(_holds, unit.stems), _connector=Q.OR)
        any_unit |= said
        score += Case(When(said, then=Value(unit.weight)), default=Value(0.0))
    best = Window(
        RowNumber(),
        partition_by=F("document"),
        order_by=[score.desc(), F("file").asc(nulls_first=True), F("pk").asc()],
    )
    found = Passage.objects.filter(any_unit, document__in=documents_of.values())
    rows = found.annotate(rank=best).filter(rank=1).select_related("file")
    by_document = {row.document_id: _shown(row, asked) for row in rows}
    return {
        owner: by_document[document]
        for owner, document in documents_of.items()
        if document in by_document
    }


def _holds(stem):
    # LIKE, which `contains` is in SQLite, folds the case of each letter once more.
    return Q(GreaterThan(StrIndex("folded", Value(stem)), 0))


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
    spans = [
        match.span()
        for match in WORD.finditer(text)
        if stem(folded_plain(match[0])) in stems
    ]
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
