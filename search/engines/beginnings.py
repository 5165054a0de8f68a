"""What the database answers while one types: rows whose titles hold words that begin so.

Whichever engine answers questions: this is asked at each letter, and has to be right at once.
"""

from django.db import connection
from django.db.models import Case, CharField, F, IntegerField, Value, When
from django.db.models.functions import Concat

from accounts.profiles import public_profiles
from bases.access import named_to, visible_to
from bases.models import Card
from search.engines.database import dialect
from search.matches import PERSON
from search.models import SearchDocument

# Not a kind: fiches, bases and collections of which the words are read, not shown.
READ = "read"
KINDS = (Card.Kind.RESOURCE, Card.Kind.BASE, Card.Kind.COLLECTION, PERSON)


def rows_that_begin(reader, beginning, *, per_kind, read):
    """Return, in one query, what `reader` may know of and whose title meets `beginning`.

    Rows of a kind, a title and a part of an address, `per_kind` of each at most; and `read` more,
    of the kind `READ`, of pages that they may open: their title and their summary.
    """
    parts, params = [], []
    for kind in (*KINDS, READ):
        columns = ("title", "summary") if kind == READ else ("title",)
        hits, values = dialect().begun(beginning, columns)
        rows = _rows(reader, kind, beginning)[: read if kind == READ else per_kind]
        sql, more = rows.query.sql_with_params()
        parts.append(f"SELECT * FROM (WITH hit AS ({hits}) {sql}) AS part")
        params += [*values, *more]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return cursor.fetchall()


def _rows(reader, kind, beginning):
    documents = _documents(reader, kind).extra(
        tables=["hit"], where=["hit.id = search_searchdocument.id"]
    )
    told = ("card__title", "card__page__url_path")
    order = ("begins", "-published", "-pk")
    if kind == PERSON:
        names = (
            F("profile__user__first_name"),
            Value(" "),
            F("profile__user__last_name"),
        )
        documents = documents.annotate(name=Concat(*names, output_field=CharField()))
        told = ("name", "profile__slug")
    elif kind == READ:
        told, order = ("card__title", "card__summary"), ("-pk",)
    begins = When(sort_title__startswith=beginning.text, then=Value(0))
    return (
        documents.annotate(
            group=Value(kind, output_field=CharField()),
            begins=Case(begins, default=Value(1), output_field=IntegerField()),
        )
        .order_by(*order)
        .values_list("group", *told)
    )


def _documents(reader, kind):
    documents = SearchDocument.objects.all()
    if kind == PERSON:
        return documents.filter(profile__in=public_profiles())
    if kind == Card.Kind.BASE:
        bases = named_to(reader, among=Card.objects.filter(kind=kind, listed=True))
        return documents.filter(card__in=bases.values("pk"))
    documents = documents.filter(card__listed=True)
    if kind != READ:
        documents = documents.filter(card__kind=kind)
    return visible_to(reader, among=documents)
