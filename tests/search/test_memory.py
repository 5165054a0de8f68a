"""What a process keeps in memory of all documents: nothing else than the database says."""

import random
import threading
from datetime import timedelta
from time import monotonic

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Activity, Profile
from bases.models import BaseSettings, Card
from search.asked import Asked
from search.engines import memory
from search.engines.database import DatabaseEngine, dialect
from search.engines.places import NOWHERE
from search.finding import find
from search.matches import Wanted
from search.models import MemoryChange
from search.triggers import A_DAY, AT_ONCE, KEPT
from tests import factories

of_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="on SQLite who writes does so alone, and changes are not told by transactions",
)


@pytest.fixture
def open_profile(db):
    """Return a person whose profile is open to all."""
    person = factories.UserFactory(first_name="Lilas", last_name="Garance")
    Profile.objects.create(user=person, is_public=True, slug="lilas-garance")
    return person


def known():
    """Return what the process knows once it asked, as a set of rows: one for each document."""
    ours = dialect()
    before = memory.memory(ours)
    sql, params = ours.changes(before.position)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return _rows(memory.caught_up(ours, before, cursor.fetchall()).bitmaps)


def _rows(bitmaps):
    now = bitmaps.open_at(timezone.now())
    return {
        (
            document,
            bitmaps.bases[place],
            bitmaps.published[place],
            bitmaps.sort_titles[place],
            bitmaps.names.get(document),
            bool(now >> place & 1),
            *(kind for kind, bits in bitmaps.kinds.items() if bits >> place & 1),
            frozenset(
                (facet, value)
                for facet, values in bitmaps.values.items()
                for value, bits in values.items()
                if bits >> place & 1
            ),
        )
        for document in bitmaps.documents
        if (place := bitmaps.places[document]) != NOWHERE
    }


def read_anew():
    """Return the same, of what the database says: nothing was known before."""
    memory.forget()
    return known()


def _change_title(resource, base):
    resource.title = "Zéro papier"
    resource.save_revision().publish()


def _show_name(resource, base):
    BaseSettings.objects.filter(base=base).update(shown_when_closed=True)


CHANGES = {
    "published": lambda resource, base: factories.ResourcePageFactory(parent=base),
    "renamed": _change_title,
    "unpublished": lambda resource, base: resource.unpublish(),
    "deleted": lambda resource, base: resource.delete(),
    "a base deleted": lambda resource, base: base.delete(),
    "moved": lambda resource, base: resource.move(
        factories.BasePageFactory(), pos="last-child"
    ),
    "its name shown": _show_name,
    "of another nature": lambda resource, base: Card.objects.filter(
        pk=resource.pk
    ).update(codes=""),
    "expired": lambda resource, base: Card.objects.filter(pk=resource.pk).update(
        expire_at=timezone.now() - timedelta(seconds=1)
    ),
    "in no list": lambda resource, base: Card.objects.filter(pk=resource.pk).update(
        listed=False
    ),
    "in the bin": lambda resource, base: Card.objects.filter(pk=resource.pk).update(
        in_bin=True
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("is_closed", [False, True])
def test_what_changes_is_known(change, is_closed, base, resource, restrict):
    if is_closed:
        restrict(base)
    known()
    CHANGES[change](resource, base)
    assert known() == read_anew()


def test_what_closes_or_opens_is_known(base, resource, restrict):
    before = known()
    restrict(base)
    closed = known()
    assert closed == read_anew()
    assert closed != before
    base.view_restrictions.all().delete()
    assert known() == before == read_anew()


OF_PEOPLE = {
    "a profile closed": lambda person: Profile.objects.update(is_public=False),
    "forbidden": lambda person: person.__class__.objects.filter(pk=person.pk).update(
        is_active=False
    ),
    "an account closed": lambda person: Activity.objects.update_or_create(
        user=person,
        defaults={"closed_at": timezone.now(), "last_seen_on": timezone.localdate()},
    ),
    "deleted": lambda person: person.delete(),
}


@pytest.mark.parametrize("change", OF_PEOPLE)
def test_who_is_open_to_all_is_known(change, open_profile):
    number = -open_profile.pk
    assert number in {row[0] for row in known()}
    OF_PEOPLE[change](open_profile)
    assert number not in {row[0] for row in known()}
    assert known() == read_anew()


def test_what_is_undone_is_forgotten(base, resource, restrict):
    """However far it was undone, and whatever was asked in between."""
    before = known()
    rng = random.Random(3)
    for _round in range(12):
        with transaction.atomic():
            if rng.random() < 0.7:
                factories.ResourcePageFactory(parent=base)
            if rng.random() < 0.5:
                known()
            with transaction.atomic():
                restrict(resource)
                if rng.random() < 0.7:
                    assert known() == read_anew()
                transaction.set_rollback(True)
            if rng.random() < 0.5:
                known()
            transaction.set_rollback(True)
        assert known() == before


def test_a_process_that_knew_nothing_before_what_is_undone_forgets_it(base, resource):
    before = known()
    with transaction.atomic():
        factories.ResourcePageFactory(parent=base)
        read_anew()
        transaction.set_rollback(True)
    assert known() == before


def test_what_expires_is_open_until_then(resource):
    now = timezone.now()
    Card.objects.filter(pk=resource.pk).update(expire_at=now + timedelta(hours=1))
    known()
    bitmaps = memory.memory(dialect()).bitmaps
    place = bitmaps.places[resource.pk]
    for hours, is_open in ((0.5, True), (1, False), (2, False)):
        assert bool(bitmaps.open_at(now + timedelta(hours=hours)) >> place & 1) is is_open


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_question_is_one_query_until_something_changes(base, resource, count_queries):
    def ask():
        DatabaseEngine(AnonymousUser()).matches(Asked(), Wanted(kind=Card.Kind.RESOURCE))

    ask()
    settled = count_queries(ask)
    factories.ResourcePageFactory(parent=base)
    assert (settled, count_queries(ask)) == (1, 2)


def test_of_much_that_changed_all_is_read_again(base, resource, monkeypatch):
    known()
    monkeypatch.setattr(memory, "MANY", 2)
    factories.ResourcePageFactory.create_batch(4, parent=base)
    assert known() == read_anew()


def test_old_changes_are_taken_away_but_for_the_latest_ones(base):
    settings = BaseSettings.objects.filter(base=base)
    kept = MemoryChange.objects.order_by("pk")
    MemoryChange.objects.bulk_create(
        MemoryChange(document=number) for number in range(KEPT + 9)
    )
    MemoryChange.objects.update(made_at=timezone.now().timestamp() - A_DAY - 1)
    known()
    before = kept.count()
    settings.update(shown_when_closed=True)
    assert kept.count() == before + 1 - AT_ONCE
    for _change in range(20):
        settings.update(shown_when_closed=True)
    assert KEPT <= kept.count() <= KEPT + AT_ONCE
    assert known() == read_anew()


def test_all_is_read_anew_by_whoever_asked_nothing_for_long(resource, monkeypatch):
    known()
    monkeypatch.setattr(memory, "monotonic", lambda: monotonic() + A_DAY)
    # Those of whom nothing is told any more.
    Card.objects.filter(pk=resource.pk).update(codes="")
    MemoryChange.objects.filter(document=resource.pk).delete()
    assert known() == read_anew()
    # Nothing tells that this test is undone, either.
    memory.forget()


@of_postgresql
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_ends_later_than_what_began_later_is_known(base, resource, restrict):
    other = factories.ResourcePageFactory(parent=base, title="Tulipe")
    Card.objects.filter(pk=other.pk).update(codes="")
    known()
    changed, may_end = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            Card.objects.filter(pk=resource.pk).update(live=False)
            changed.set()
            may_end.wait(10)
        connection.close()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    changed.wait(10)
    Card.objects.filter(pk=other.pk).update(live=False)
    documents = {row[0] for row in known()}
    assert resource.pk in documents
    assert other.pk not in documents
    may_end.set()
    writer.join()
    assert resource.pk not in {row[0] for row in known()}
    assert known() == read_anew()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_emptied_at_once_is_known(base, resource):
    known()
    call_command(
        "flush",
        interactive=False,
        verbosity=0,
        inhibit_post_migrate=True,
        reset_sequences=False,
    )
    assert known() == set()


def test_what_closes_is_gone_from_totals_and_facets(base, resource, restrict):
    before = find(AnonymousUser(), words="messagerie")
    restrict(resource)
    after = find(AnonymousUser(), words="messagerie")
    assert before.totals == {Card.Kind.RESOURCE: 1}
    assert (after.totals, after.facets) == ({}, {})


@of_postgresql
def test_changes_of_a_backup_that_another_server_made_are_not_told_for_ever(resource):
    known()
    told = MemoryChange.objects.create(document=resource.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE search_memorychange SET transaction = '9000000000000' WHERE id = %s",
            [told.pk],
        )
        sql, params = dialect().changes(memory.memory(dialect()).position)
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS change", params)
        (with_it,) = cursor.fetchone()
        told.delete()
        cursor.execute(f"SELECT count(*) FROM ({sql}) AS change", params)
        assert cursor.fetchone() == (with_it,)
