"""What SQLite and PostgreSQL answer: the documents that meet a question and that one may read.

Each has its own way of matching words; who may read what is the rule of `bases.access`, joined
to it.
"""

from functools import cache, cached_property

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from accounts.models import User
from accounts.profiles import public_profiles
from bases.access import named_to, visible_to
from bases.models import Card
from search.engines.adding import matches_of, statement
from search.engines.postgresql import Postgresql
from search.engines.scoring import hits
from search.engines.sqlite import Sqlite
from search.matches import PERSON
from search.models import SearchDocument

DIALECTS = {"sqlite": Sqlite, "postgresql": Postgresql}
COLUMNS = (
    *("id", "owner", "kind", "base_id", "told"),
    *("published", "sort_title", "may_open"),
)
# Stands for whoever asks: nobody has this number, and nothing else of a question is it.
SOMEBODY = -1
# What a row tells of which the name alone is known, each of its stems between two spaces.
TOLD_STEMS = "' ' || told || ' '"


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
        return _for(self.reader, _pages)

    @cached_property
    def told(self):
        """The same, and the titles of bases of which they may know the name and no more."""
        return _for(self.reader, _told)

    @cached_property
    def people(self):
        """What is said by profiles that are public."""
        return _people()

    def _titled(self, unit):
        """Return the condition, and its parameters, that a title, `told`, says `unit` by itself."""
        ways = [variant.stems for variant in unit.variants]
        holds = self.dialect.holds(TOLD_STEMS)
        said = " OR ".join(f"({' AND '.join([holds] * len(stems))})" for stems in ways)
        return f"({said})", [f" {stem} " for stems in ways for stem in stems]


def _for(reader, rows):
    """Return the SQL of `rows`, and its parameters, for `reader`.

    It is put together once for all who are not signed in, and for all members: what these may read
    differs by who they are, and by nothing else of them.
    """
    if reader.__class__ is AnonymousUser:
        return _for_visitors(rows)
    if reader.__class__ is User and not reader.is_superuser:
        sql, params = _for_members(rows)
        return sql, [reader.pk if each == SOMEBODY else each for each in params]
    return rows(reader)


@cache
def _for_visitors(rows):
    return rows(AnonymousUser())


@cache
def _for_members(rows):
    return rows(User(pk=SOMEBODY))


def forget_rules():
    """Put together again what visitors and members are asked for: for whoever changes a rule."""
    _for_visitors.cache_clear()
    _for_members.cache_clear()


def _pages(reader):
    return _of_cards(visible_to(reader, among=_listed()), told=F("codes"))


def _told(reader):
    told = Case(When(may_open=True, then=F("codes")), default=_of_document("title"))
    return _of_cards(named_to(reader, among=_listed()), told=told)


@cache
def _people():
    documents = SearchDocument.objects.order_by().filter(profile__in=public_profiles())
    return _sql(
        documents,
        owner=F("profile_id"),
        kind=Value(PERSON, output_field=CharField()),
        base_id=Cast(Value(None), BigIntegerField()),
        told=Value(""),
        published=Value(""),
    )


def _listed():
    return Card.objects.order_by().filter(listed=True)


def _of_cards(cards, *, told):
    published, never = Cast("first_published_at", TextField()), Value("")
    return _sql(
        cards,
        id=F("page_id"),
        owner=F("page_id"),
        told=told,
        published=Coalesce(published, never, output_field=TextField()),
        sort_title=_of_document("sort_title"),
    )


def _of_document(column):
    """Return what the document of a card says: it is read for the few rows that need it."""
    documents = SearchDocument.objects.order_by().filter(pk=OuterRef("pk"))
    return Subquery(documents.values(column))


def _sql(rows, **columns):
    if "may_open" not in rows.query.annotations:
        columns["may_open"] = Value(True)
    told = rows.annotate(**columns).values_list(*COLUMNS)
    return told.query.sql_with_params()
