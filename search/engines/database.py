"""What SQLite and PostgreSQL answer: the documents that meet a question and that one may read.

Each has its own way of matching words; who may read what is the rule of `bases.access`, joined
to it.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import CharField, F, Value
from django.utils import timezone

from accounts.profiles import public_profiles
from bases.access import lists_open_to, named_to, visible_to
from bases.models import Card
from bases.rule_sql import forget_rule_sql, rule_sql
from search.engines import memory
from search.engines.adding import matches_of
from search.engines.bitmaps import Bitmaps
from search.engines.postgresql import Postgresql
from search.engines.scoring import Heard, things
from search.engines.sqlite import Sqlite
from search.matches import PERSON

DIALECTS = {"sqlite": Sqlite, "postgresql": Postgresql}
# What a row of an answer tells.
CHANGED, HEARD, OPEN, NAMES = range(4)


@dataclass(frozen=True)
class Told:
    """What the database tells of documents for a reader.

    `bitmaps`: all that is known of them; `readable`: the bits of those that the reader may open;
    `names`: `{base: stems of its title}`, of bases of which they may know the name alone;
    `documents`: of each place that was asked for, those that say it.
    """

    bitmaps: Bitmaps
    readable: int
    names: dict
    documents: dict


def dialect():
    """Return what the database of the portal matches words with."""
    return DIALECTS[connection.vendor]()


class DatabaseEngine:
    """Answers a reader from the database that the portal runs on."""

    def __init__(self, reader):
        self.reader = reader
        self.dialect = dialect()

    def matches(self, asked, wanted):
        """Return the `Matches` of a question, in one query; more where something changed."""
        said = self.dialect.heard(asked, things(asked)) if asked.units else None
        told = self.told_of(said)
        heard = Heard(asked, told.documents, told.bitmaps) if said else None
        return matches_of(told, heard, wanted)

    def told_of(self, said):
        """Return what is `Told` of documents, in one query; more where something changed.

        `said`: the SQL, and its parameters, of those that say something, by `place`; or None.
        """
        known = memory.memory(self.dialect)
        sql, params = self._statement(said, known)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            rows = cursor.fetchall()
        told = defaultdict(list)
        for what, place, listed, other in rows:
            told[what].append((place, listed, other))
        numbers = self.dialect.numbers
        changes = [(document, other) for document, _listed, other in told[CHANGED]]
        bitmaps = memory.caught_up(self.dialect, known, changes).bitmaps
        opened = {
            each for _place, listed, _other in told[OPEN] for each in numbers(listed)
        }
        names = bitmaps.names if told[NAMES] else {}
        return Told(
            bitmaps,
            bitmaps.open_at(timezone.now()) | bitmaps.bits_of(opened),
            {base: name for base, name in names.items() if base not in opened},
            {place: numbers(listed) for place, listed, _other in told[HEARD]},
        )

    def _statement(self, said, known):
        """Return the SQL, and its parameters, of all that an answer is made of.

        What changed since it was `known`; which documents say what; what the reader may open
        besides what is open to all, and whether they may open the list of bases.
        """
        nothing = self.dialect.nothing_listed
        changes, params = self.dialect.changes(known.position)
        parts = [
            f"SELECT {CHANGED}, document, {nothing}, said FROM ({changes}) AS change"
        ]
        if said:
            heard, values = said
            parts.append(
                f"SELECT {HEARD}, place, documents, NULL FROM ({heard}) AS heard"
            )
            params = [*params, *values]
        if self.closed:
            opened, values = self.closed
            listed = self.dialect.listed("page_id")
            parts.append(f"SELECT {OPEN}, 0, {listed}, NULL FROM ({opened}) AS opened")
            params = [*params, *values]
        lists, values = self.lists
        parts.append(f"SELECT {NAMES}, 0, {nothing}, NULL WHERE EXISTS ({lists})")
        params = [*params, *values]
        return " UNION ALL ".join(parts), params

    def readable(self, units):
        """Return those of `units` that something which the reader may read holds, in one query."""
        if not units:
            return []
        told = self.told_of(self.dialect.holding([unit.variants for unit in units]))
        return [
            unit
            for place, unit in enumerate(units)
            if told.bitmaps.bits_of(told.documents[place]) & told.readable
            or any(_is_titled(name, unit) for name in told.names.values())
        ]

    # The SQL, and its parameters, of rows: the `owner` of each document, and its `kind`.

    @cached_property
    def pages(self):
        """The pages that the reader may open."""
        return rule_sql(self.reader, _pages)

    @cached_property
    def told(self):
        """The same, and the bases of which they may know the name and no more."""
        return rule_sql(self.reader, _told)

    @cached_property
    def people(self):
        """Those whose profiles are public."""
        return _people()

    # The same, of rows of one number.

    @cached_property
    def closed(self):
        """What the reader may open of what is not open to all; None of visitors: nothing."""
        if self.reader.__class__ is AnonymousUser:
            return None
        return rule_sql(self.reader, _closed)

    @cached_property
    def lists(self):
        """The lists of bases that the reader may open."""
        return rule_sql(self.reader, _lists)


def _is_titled(name, unit):
    """Say whether a title, given as its stems, says `unit` by itself."""
    stems = set(name.split())
    return any(stems.issuperset(variant.stems) for variant in unit.variants)


def forget_rules():
    """Know nothing more of what anybody may read: for whoever changes a rule."""
    memory.forget()
    forget_rule_sql()


def _pages(reader):
    return _of_cards(visible_to(reader, among=_listed()))


def _told(reader):
    return _of_cards(named_to(reader, among=_listed()))


def _closed(reader):
    closed = visible_to(reader, among=_listed().filter(rule__isnull=False))
    return closed.values_list("page_id").query.sql_with_params()


def _lists(reader):
    lists = lists_open_to(reader).order_by()
    return lists.values_list("pk").query.sql_with_params()


@cache
def _people():
    people = public_profiles().order_by().annotate(owner=F("pk"))
    told = people.annotate(kind=Value(PERSON, output_field=CharField()))
    return told.values_list("owner", "kind").query.sql_with_params()


def _listed():
    return Card.objects.order_by().filter(listed=True)


def _of_cards(cards):
    told = cards.annotate(owner=F("pk")).values_list("owner", "kind")
    return told.query.sql_with_params()
