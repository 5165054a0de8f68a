"""What SQLite and PostgreSQL answer: the documents that meet a question and that one may read.

Each has its own way of matching words; who may read what is the rule of `bases.access`, joined
to it.
"""

from functools import cached_property

from django.db import connection
from django.db.models import BigIntegerField, Case, CharField, F, Value, When
from django.db.models.functions import Cast

from accounts.profiles import public_profiles
from bases.access import named_to, visible_to
from search.engines.adding import TOLD_WORDS, matches_of, statement
from search.engines.postgresql import Postgresql
from search.engines.scoring import hits
from search.engines.sqlite import Sqlite
from search.matches import PERSON
from search.models import SearchDocument

DIALECTS = {"sqlite": Sqlite, "postgresql": Postgresql}
COLUMNS = ("id", "owner", "kind", "base", "told", "published", "sort_title", "may_open")

OF_PAGE = {"owner": F("card_id"), "kind": F("card__kind"), "base": F("card__base_id")}


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
        found = hits(self.dialect, asked) if asked.units else None
        # What a closed base is filtered by is not its name.
        is_filtered = wanted.base or any(wanted.facets.values())
        sql, params = statement(
            self.dialect,
            asked,
            wanted,
            hits=found,
            pages=self.pages if is_filtered else self.told,
            people=None if wanted.base else self.people,
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
            held, words = self.dialect.ids_of(unit.variants)
            titled, stems = self._titled(unit)
            parts.append(
                f"SELECT {place} WHERE EXISTS (WITH hit AS MATERIALIZED ({held}) SELECT 1"
                f" FROM hit CROSS JOIN ({self.told[0]}) AS known"
                f" WHERE hit.id = known.id AND (may_open OR {titled})"
                f" UNION ALL SELECT 1 FROM hit CROSS JOIN ({self.people[0]}) AS person"
                " WHERE hit.id = person.id)"
            )
            params += [*words, *self.told[1], *stems, *self.people[1]]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ".join(parts), params)
            return [units[place] for (place,) in cursor.fetchall()]

    # The SQL, and its parameters, of rows of the same columns.

    @cached_property
    def pages(self):
        """What is said by pages that the reader may open."""
        pages = visible_to(self.reader, among=self._listed)
        return self._sql(pages, told=F("facets"), **OF_PAGE)

    @cached_property
    def told(self):
        """The same, and the titles of bases of which they may know the name and no more."""
        told = Case(When(may_open=True, then=F("facets")), default=F("title"))
        pages = named_to(self.reader, among=self._listed)
        return self._sql(pages, told=told, **OF_PAGE)

    @cached_property
    def people(self):
        """What is said by profiles that are public."""
        documents = SearchDocument.objects.order_by().filter(
            profile__in=public_profiles()
        )
        person = Value(PERSON, output_field=CharField())
        nothing = Cast(Value(None), BigIntegerField())
        owner, told = F("profile_id"), F("facets")
        return self._sql(documents, told=told, owner=owner, kind=person, base=nothing)

    def _titled(self, unit):
        """Return the condition, and its parameters, that a title, `told`, says `unit` by itself."""
        ways = [variant.stems for variant in unit.variants]
        holds = self.dialect.holds(TOLD_WORDS)
        said = " OR ".join(f"({' AND '.join([holds] * len(stems))})" for stems in ways)
        return f"({said})", [f" {stem} " for stems in ways for stem in stems]

    @property
    def _listed(self):
        return SearchDocument.objects.order_by().filter(card__listed=True)

    def _sql(self, documents, **columns):
        if "may_open" not in documents.query.annotations:
            columns["may_open"] = Value(True)
        rows = documents.annotate(**columns).values_list(*COLUMNS)
        return rows.query.sql_with_params()
