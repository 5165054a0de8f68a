"""What each process keeps in memory of all documents, and how it learns of what changed since.

Each question asks the database, in its own statement, which documents changed since the process
last knew them: what was closed, by whomever, is closed in the answer.
"""

from operator import itemgetter
from time import monotonic
from typing import NamedTuple

from django.db import connection
from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Cast, Coalesce

from accounts.profiles import public_profiles
from bases.access import with_openness
from bases.models import Card
from bases.models.cards import SHOWN
from search.engines.bitmaps import Bitmaps, Fact
from search.matches import KINDS_OF_PAGES, PERSON
from search.models import SearchDocument
from search.triggers import A_DAY

# Of more documents than this that changed, all are read: it takes less.
MANY = 2_000
# The memory of a process, by the name of the database that it is of.
_kept = {}


class Memory(NamedTuple):
    """What is known, up to a `position` among the changes of the database.

    `unsure`: documents that were changed by what may still be undone; `told_at`: when the database
    was asked.
    """

    bitmaps: Bitmaps
    position: str
    unsure: frozenset
    told_at: float


def memory(dialect):
    """Return the `Memory` of this process; all is read where there is none."""
    kept = _kept.get(_database())
    if kept is None or monotonic() - kept.told_at > A_DAY / 2:
        return _keep(_all_after(_latest(dialect)))
    return kept


def caught_up(dialect, known, rows):
    """Return the `Memory` after the changes that are read in `rows`, since `known`."""
    news = dialect.news(rows, known.position)
    changed = known.unsure.union(news.documents or ())
    cannot_be_told = news.documents is None or known.position is None or None in changed
    if cannot_be_told:
        return _keep(_all_after(_latest(dialect)))
    if len(changed) > MANY:
        return _keep(_all_after(news))
    bitmaps = known.bitmaps.after(changed, _facts(changed)) if changed else known.bitmaps
    return _keep(Memory(bitmaps, news.position, news.unsure, monotonic()))


def forget():
    """Know nothing more: for whoever changes the rule itself."""
    _kept.clear()


def _keep(known):
    # Two that learn at once each keep what is true up to their position.
    _kept[_database()] = known
    return known


def _database():
    return connection.settings_dict["NAME"]


def _latest(dialect):
    """Return the `News` that only tells where the changes of the database are at."""
    sql, params = dialect.changes(None)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return dialect.news(cursor.fetchall(), None)


def _all_after(news):
    """Return the `Memory` of all documents; what changed since `news` is read once more later."""
    # In the order that their numbers are found in, they are looked up faster.
    bitmaps = Bitmaps().after((), sorted(_facts(), key=itemgetter(0)))
    return Memory(bitmaps, news.position, news.unsure, monotonic())


def _facts(among=None):
    """Return the `Fact` of each document, or of those `among` them, that is in lists for some."""
    cards = Card.objects.order_by().filter(SHOWN, listed=True, kind__in=KINDS_OF_PAGES)
    people = SearchDocument.objects.order_by().filter(profile__in=public_profiles())
    if among is not None:
        cards = cards.filter(pk__in=[each for each in among if each > 0])
        people = people.filter(pk__in=[each for each in among if each < 0])
    published = Coalesce(
        Cast("first_published_at", TextField()), Value(""), output_field=TextField()
    )
    sort_title = Coalesce("search_document__sort_title", Value(""))
    told = (
        "pk",
        "kind",
        "base_id",
        "codes",
        published,
        sort_title,
        "is_open",
        "expire_at",
    )
    of_cards = with_openness(cards).values_list(
        *told, Case(When(is_named=True, is_open=False, then="search_document__title"))
    )
    of_people = people.values_list("pk", "sort_title")
    return [
        *(Fact(*values) for values in of_cards),
        *(Fact(pk, PERSON, None, "", "", title, is_open=True) for pk, title in of_people),
    ]
