"""What SQLite and PostgreSQL answer: the documents that meet a question and that one may read.

Each has its own way of matching words; who may read what is the rule of `bases.access`, joined
to it.
"""

from functools import cached_property

from django.db import connection
from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast

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
COLUMNS = ("id", "owner", "kind", "base", "told", "published", "sort_title")


def dialect():
    """Return what the database of the portal matches words with."""
    return DIALECTS[connection.vendor]()


class DatabaseEngine:
    """Answers a reader from the database that the portal runs on."""

    def __init__(self, reader):
        self.reader = reader
        self.dialect = dialect()

    def matches(self, asked, wanted):
        """Return the `Matches` of a question, in one query."""
        hits = asked.units and self.dialect.hits(asked, synonym_share=SYNONYM_SHARE)
        # What a closed base is filtered by is not its name.
        is_filtered = wanted.base or any(wanted.facets.values())
        sql, params = statement(
            self.dialect,
            asked,
            wanted,
            hits=hits,
            pages=self._pages,
            people=None if wanted.base else self._people,
            named=None if is_filtered else self._named,
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return matches_of(cursor.fetchall(), asked, wanted)

    def readable(self, units):
        """Return those of `units` that something which the reader may read holds, in one query."""
        if not units:
            return []
        parts, params = [], []
        for place, unit in enumerate(units):
            hits, words = self.dialect.ids_of(unit.variants)
            titled, stems = _titled(unit)
            parts.append(
                f"SELECT {place} WHERE EXISTS ({hits}) AND (EXISTS"
                f" (SELECT 1 FROM ({hits}) AS hit, ({self._pages[0]}) AS page"
                " WHERE hit.id = page.id)"
                f" OR EXISTS (SELECT 1 FROM ({hits}) AS hit, ({self._people[0]}) AS person"
                " WHERE hit.id = person.id)"
                f" OR EXISTS (SELECT 1 FROM ({self._named[0]}) AS known WHERE {titled}))"
            )
            params += [*words, *words, *self._pages[1], *words, *self._people[1]]
            params += [*self._named[1], *stems]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ".join(parts), params)
            return [units[place] for (place,) in cursor.fetchall()]

    # The SQL, and its parameters, of rows of the same columns.

    @cached_property
    def _pages(self):
        """What is said by pages that the reader may open."""
        documents = SearchDocument.objects.order_by().filter(card__listed=True)
        return _sql(
            visible_to(self.reader, among=documents),
            owner=F("card_id"),
            kind=F("card__kind"),
            base=F("card__base_id"),
            told=F("facets"),
        )

    @cached_property
    def _people(self):
        """What is said by profiles that are public."""
        documents = SearchDocument.objects.order_by().filter(
            profile__in=public_profiles()
        )
        person = Value(PERSON, output_field=CharField())
        return _sql(documents, owner=F("profile_id"), kind=person, told=F("facets"))

    @cached_property
    def _named(self):
        """The titles of bases of which the reader may know the name and no more."""
        bases = Card.objects.filter(kind=Card.Kind.BASE, listed=True)
        closed = named_to(self.reader, among=bases).filter(may_open=False)
        documents = SearchDocument.objects.order_by().filter(card__in=closed.values("pk"))
        return _sql(documents, owner=F("card_id"), kind=F("card__kind"), told=F("title"))


def _sql(documents, **columns):
    nothing = Cast(Value(None), BigIntegerField())
    rows = documents.annotate(**{"base": nothing, **columns}).values_list(*COLUMNS)
    return rows.query.sql_with_params()


def _titled(unit):
    """Return the condition, and its parameters, that a title alone says `unit`."""
    stems = [variant.stems for variant in unit.variants]
    holds = "' ' || told || ' ' LIKE %s"
    said = " OR ".join(f"({' AND '.join([holds] * len(each))})" for each in stems)
    return said, [f"% {stem} %" for each in stems for stem in each]
