"""What SQLite and PostgreSQL answer: the documents that meet a question and that one may read.

Each has its own way of matching words; who may read what is the rule of `bases.access`, joined
to it.
"""

from django.db import connection
from django.db.models import CharField, F, FloatField, IntegerField, Q, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from accounts.profiles import public_profiles
from bases.access import named_to, visible_to
from bases.models import Card
from search.engines.postgresql import Postgresql
from search.engines.sqlite import Sqlite
from search.matches import PERSON, tally
from search.models import SearchDocument

DIALECTS = {"sqlite": Sqlite, "postgresql": Postgresql}
# What a synonym tells of what was asked.
SYNONYM_SHARE = 0.4
KEYS = {"": Value("", output_field=CharField()), "recent": F("published")}
KEYS["titre"] = F("sort_title")


class DatabaseEngine:
    """Answers from the database that the portal runs on."""

    def __init__(self):
        self.dialect = DIALECTS[connection.vendor]()

    def matches(self, reader, asked, wanted):
        """Return the `Matches` of a question for `reader`, in one query."""
        key = KEYS[wanted.order]
        parts, params = [], []
        for rows in _sources(reader, wanted):
            sql, values = _matching(rows, asked, key).query.sql_with_params()
            parts.append(sql)
            params += values
        sql = " UNION ALL ".join(parts)
        if asked.units:
            hits, values = self.dialect.hits(asked, synonym_share=SYNONYM_SHARE)
            sql, params = f"WITH hit AS MATERIALIZED ({hits}) {sql}", [*values, *params]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return tally(cursor.fetchall(), wanted, asked)

    def readable(self, reader, units):
        """Return those of `units` that something which `reader` may read holds, in one query."""
        parts, params = [], []
        pages, people, named = _sources(reader, None)
        among_hits = [_ids(_among_hits(documents)) for documents in (pages, people)]
        for place, unit in enumerate(units):
            hits, values = self.dialect.ids_of(unit.variants)
            for sql, more in (*among_hits, _ids(_titled(named, unit))):
                parts.append(
                    f"SELECT {place} WHERE EXISTS (WITH hit AS ({hits}) {sql} LIMIT 1)"
                )
                params += [*values, *more]
        if not parts:
            return []
        with connection.cursor() as cursor:
            cursor.execute(" UNION ".join(parts), params)
            return [units[place] for (place,) in cursor.fetchall()]


def _sources(reader, wanted):
    """Return the documents that `reader` may read, pages first, as querysets of the same columns.

    Then public profiles, and bases of which `reader` may know the name alone: by their title.
    """
    documents = SearchDocument.objects.order_by()
    pages = visible_to(reader, among=documents.filter(card__listed=True))
    pages = pages.annotate(
        owner=F("card_id"),
        kind=F("card__kind"),
        base=F("card__base_id"),
        codes=F("facets"),
        told=_text(""),
    )
    if wanted and wanted.base:
        return [pages.filter(card__base=wanted.base)]
    people = documents.filter(profile__in=public_profiles()).annotate(
        owner=F("profile_id"),
        kind=_text(PERSON),
        base=_number(),
        codes=F("facets"),
        told=_text(""),
    )
    if wanted and any(wanted.facets.values()):
        return [pages, people]
    # What a base is filtered by is not its name.
    closed = named_to(
        reader, among=Card.objects.filter(kind=Card.Kind.BASE, listed=True)
    ).filter(may_open=False)
    named = documents.filter(card__in=closed.values("pk")).annotate(
        owner=F("card_id"),
        kind=F("card__kind"),
        base=_number(),
        codes=_text(""),
        told=F("title"),
    )
    return [pages, people, named]


def _matching(documents, asked, key):
    score, met = Value(0.0, output_field=FloatField()), Value(0)
    if asked.units:
        documents = _among_hits(documents)
        score = RawSQL("hit.score", (), output_field=FloatField())
        met = RawSQL("hit.met", (), output_field=IntegerField())
    return documents.annotate(score=score, key=key, met=met).values_list(
        "owner", "kind", "base", "score", "codes", "key", "told", "met"
    )


def _ids(documents):
    return documents.values_list("pk").query.sql_with_params()


def _among_hits(documents):
    return documents.extra(tables=["hit"], where=["hit.id = search_searchdocument.id"])


def _titled(documents, unit):
    """Keep the `documents` whose title alone says `unit`."""
    said = Q()
    for variant in unit.variants:
        said |= Q(*(Q(words__contains=f" {stem} ") for stem in variant.stems))
    return documents.annotate(
        words=Concat(Value(" "), "title", Value(" "), output_field=TextField())
    ).filter(said)


def _text(value):
    return Value(value, output_field=CharField())


def _number():
    return Value(None, output_field=IntegerField())
