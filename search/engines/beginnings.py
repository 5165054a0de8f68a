"""What the database answers while one types: rows whose titles hold words that begin so.

Whichever engine answers questions: this is asked at each letter, and has to be right at once.
"""

from heapq import nlargest

from django.db import connection

from search.engines.database import DatabaseEngine
from search.matches import KINDS
from search.sql import places_for

# Not a kind: fiches, bases and collections of which the words are read, not shown.
READ = "read"
# What is looked in for what is shown, and for what is read.
TITLE, TEXT = ("title",), ("title", "summary")
# Who may read each of these few is asked again: they are told what is true now.
TITLES = """
    SELECT told.owner, told.kind, bases_card.title, wagtailcore_page.url_path
    FROM ({told}) AS told JOIN bases_card ON bases_card.page_id = told.owner
    JOIN wagtailcore_page ON wagtailcore_page.id = told.owner WHERE told.owner IN ({among})
"""
NAMES = """
    SELECT -person.owner, person.kind,
        accounts_user.first_name || ' ' || accounts_user.last_name, accounts_profile.slug
    FROM ({people}) AS person JOIN accounts_profile ON accounts_profile.user_id = person.owner
    JOIN accounts_user ON accounts_user.id = person.owner WHERE -person.owner IN ({among})
"""
TEXTS = """
    SELECT page.owner, %s, bases_card.title, bases_card.summary
    FROM ({pages}) AS page JOIN bases_card ON bases_card.page_id = page.owner
    WHERE page.owner IN ({among})
"""


def rows_that_begin(reader, beginning, *, per_kind, read):
    """Return, in two queries, what `reader` may know of and whose title meets `beginning`.

    As `(kind, title, part of an address)`, `per_kind` of each kind at most, the first ones first;
    and `read` more, of the kind `READ`, of pages that they may open: their title and their summary.
    """
    engine = DatabaseEngine(reader)
    told = engine.told_of(engine.dialect.begun(beginning, TITLE, TEXT))
    titled, said = map(told.bitmaps.bits_of, map(told.documents.get, (0, 1)))
    known = told.readable | told.bitmaps.bits_of(told.names)
    first = _first(told.bitmaps, titled & known, beginning, per_kind)
    # Pages alone have a text, and a number above 0.
    said = told.bitmaps.chosen(said & told.readable, told.bitmaps.documents)
    latest = [page for page in nlargest(read, said) if page > 0]
    rows = _rows(engine, first, latest)
    places = {document: place for place, document in enumerate(first)}
    rows.sort(key=lambda row: places.get(row[0], len(places)))
    return [row[1:] for row in rows]


def _first(bitmaps, bits, beginning, per_kind):
    """Return the first documents of each kind, of those of these bits.

    Titles that begin as what is typed come first, then what is latest.
    """
    first = []
    for kind in KINDS:
        those = bits & bitmaps.kinds.get(kind, 0)
        columns = (bitmaps.sort_titles, bitmaps.published, bitmaps.documents)
        titles, *others = (bitmaps.chosen(those, column) for column in columns)
        begins = (title.startswith(beginning.text) for title in titles)
        best = nlargest(per_kind, zip(begins, *others, strict=True))
        first += [document for *_order, document in best]
    return first


def _rows(engine, first, latest):
    """Return `(document, kind, title, …)` of the `first` documents, and of the `latest` pages."""
    pages = [document for document in first if document > 0]
    people = [document for document in first if document < 0]
    told, told_params = engine.told
    texts, texts_params = engine.pages
    names, names_params = engine.people
    parts = [
        (
            TITLES.format(told=told, among=places_for(pages)),
            [*told_params, *pages],
            pages,
        ),
        (
            NAMES.format(people=names, among=places_for(people)),
            [*names_params, *people],
            people,
        ),
        (
            TEXTS.format(pages=texts, among=places_for(latest)),
            [READ, *texts_params, *latest],
            latest,
        ),
    ]
    asked = [(sql, params) for sql, params, wanted in parts if wanted]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(sql for sql, _params in asked),
            [value for _sql, params in asked for value in params],
        )
        return cursor.fetchall()
