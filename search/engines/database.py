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
from search.engines.adding import matches_of, statement
from search.engines.postgresql import Postgresql
from search.engines.sqlite import Sqlite
from search.matches import PERSON
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
        opened = [_matching(rows, asked, key) for rows in _opened(reader, wanted)]
        # What a closed base is filtered by is not its name.
        is_filtered = wanted.base or any(wanted.facets.values())
        named = (
            [] if is_filtered else [_matching(_named(reader), asked, key, told="title")]
        )
        hits = asked.units and self.dialect.hits(asked, synonym_share=SYNONYM_SHARE)
        sql, params = statement(
            self.dialect,
            asked,
            wanted,
            hits=hits,
            opened=_all_of(opened),
            named=_all_of(named),
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return matches_of(cursor.fetchall(), asked, wanted)

    def readable(self, reader, units):
        """Return those of `units` that something which `reader` may read holds, in one query."""
        parts, params = [], []
        among_hits = [_ids(_among_hits(documents)) for documents in _opened(reader)]
        named = _named(reader)
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


def _opened(reader, wanted=None):
    """Return the documents that `reader` may read, as querysets of the same columns.

    Those of pages, and, unless one base alone is `wanted`, those of public profiles.
    """
    documents = SearchDocument.objects.order_by()
    pages = visible_to(reader, among=documents.filter(card__listed=True))
    pages = pages.annotate(
        owner=F("card_id"), kind=F("card__kind"), base=F("card__base_id")
    )
    if wanted and wanted.base:
        return [pages.filter(card__base=wanted.base)]
    people = documents.filter(profile__in=public_profiles())
    return [pages, people.annotate(owner=F("profile_id"), kind=_text(PERSON), base=NONE)]


def _named(reader):
    """Return the documents of bases of which `reader` may know the name and no more."""
    bases = Card.objects.filter(kind=Card.Kind.BASE, listed=True)
    closed = named_to(reader, among=bases).filter(may_open=False)
    documents = SearchDocument.objects.order_by().filter(card__in=closed.values("pk"))
    return documents.annotate(owner=F("card_id"), kind=F("card__kind"), base=NONE)


def _matching(documents, asked, key, *, told="facets"):
    score, bits = Value(0.0, output_field=FloatField()), Value(0)
    if asked.units:
        documents = _among_hits(documents)
        score = RawSQL("hit.score", (), output_field=FloatField())
        bits = RawSQL("hit.met", (), output_field=IntegerField())
    return documents.annotate(
        score=score, ordinal=key, bits=bits, told=F(told)
    ).values_list("owner", "kind", "base", "score", "ordinal", "bits", "told")


def _all_of(querysets):
    """Return the SQL, and its parameters, of the rows of all of them; None of none."""
    parts = [rows.query.sql_with_params() for rows in querysets]
    sql = " UNION ALL ".join(sql for sql, _params in parts)
    return parts and (sql, [value for _sql, values in parts for value in values])


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


NONE = Value(None, output_field=IntegerField())
