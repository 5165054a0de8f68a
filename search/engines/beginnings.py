"""What the database answers while one types: rows whose titles hold words that begin so.

Whichever engine answers questions: this is asked at each letter, and has to be right at once.
"""

from django.db import connection
from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat

from accounts.profiles import public_profiles
from bases.access import visible_to
from bases.models import Card
from search.engines.database import DatabaseEngine
from search.matches import PERSON
from search.models import SearchDocument

# Not a kind: fiches, bases and collections of which the words are read, not shown.
READ = "read"
KINDS = (Card.Kind.RESOURCE, Card.Kind.BASE, Card.Kind.COLLECTION, PERSON)
# What a beginning is met by, and in which columns.
MET = {"titled": ("title",), "read": ("title", "summary")}
# Titles that begin as what is typed come first, then what is latest.
RANKED = (
    "row_number() OVER (PARTITION BY kind ORDER BY"
    " CASE WHEN substr(sort_title, 1, %s) = %s THEN 0 ELSE 1 END, published DESC, owner DESC)"
)


def rows_that_begin(reader, beginning, *, per_kind, read):
    """Return, in one query, what `reader` may know of and whose title meets `beginning`.

    Rows of a kind, a title and a part of an address, `per_kind` of each at most; and `read` more,
    of the kind `READ`, of pages that they may open: their title and their summary.
    """
    engine = DatabaseEngine(reader)
    tables, params = [], []
    for name, columns in MET.items():
        hits, values = engine.dialect.begun(beginning, columns)
        tables.append(f"{name} AS MATERIALIZED ({hits})")
        params += values
    parts = [
        _pages(engine, beginning, per_kind),
        _sql(_people(beginning)[:per_kind]),
        _sql(_read(reader)[:read]),
    ]
    selected = " UNION ALL ".join(
        f"SELECT * FROM ({sql}) AS part" for sql, _values in parts
    )
    params += [value for _part, values in parts for value in values]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {selected}", params)
        return cursor.fetchall()


def _pages(engine, beginning, per_kind):
    """Return the SQL, and its parameters, of the first pages of each kind: read once for all."""
    told, values = engine.told
    ranked = (
        f"SELECT owner, kind, {RANKED} AS place FROM titled CROSS JOIN ({told}) AS known"
        " WHERE titled.id = known.id"
    )
    sql = (
        "SELECT first.kind, bases_card.title, wagtailcore_page.url_path"
        f" FROM (SELECT * FROM ({ranked}) AS ranked WHERE place <= %s LIMIT %s) AS first"
        " JOIN bases_card ON bases_card.page_id = first.owner"
        " JOIN wagtailcore_page ON wagtailcore_page.id = first.owner"
        " ORDER BY first.kind, first.place"
    )
    # As many as there may be: the database is told that they are few.
    at_most = per_kind * len(KINDS)
    return sql, [len(beginning.text), beginning.text, *values, per_kind, at_most]


def _people(beginning):
    begins = When(sort_title__startswith=beginning.text, then=Value(0))
    names = (F("profile__user__first_name"), Value(" "), F("profile__user__last_name"))
    return (
        _met("titled", SearchDocument.objects.filter(profile__in=public_profiles()))
        .annotate(name=Concat(*names, output_field=CharField()))
        .order_by(Case(begins, default=Value(1)), "-pk")
        .values_list(Value(PERSON, output_field=CharField()), "name", "profile__slug")
    )


def _read(reader):
    documents = SearchDocument.objects.filter(card__listed=True)
    return (
        _met("read", visible_to(reader, among=documents))
        .order_by("-pk")
        .values_list(
            Value(READ, output_field=CharField()), "card__title", "card__summary"
        )
    )


def _met(hits, documents):
    return documents.extra(tables=[hits], where=[f"{hits}.id = search_searchdocument.id"])


def _sql(documents):
    return documents.query.sql_with_params()
