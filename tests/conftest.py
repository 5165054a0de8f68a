"""What many tests start from."""

import gc

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from bases import readerships, visibility
from bases.models import Membership
from tests import factories
from tests.migrated import Migrated


def pytest_collection_finish(session):
    """Look for garbage less often, and never in what was imported: a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def migrated():
    """Return the kept database of SQLite, to be copied or to be made; None elsewhere."""
    if connection.vendor != "sqlite":
        yield None
        return
    kept = Migrated()
    yield kept
    kept.let_go()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, migrated):
    """Say whether the database is there already: on SQLite, copied from one that was migrated."""
    if migrated is None or not migrated.is_kept:
        return django_db_keepdb
    migrated.copy()
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, migrated):
    """Keep the database for those who come next."""
    if migrated:
        if not migrated.is_kept:
            with django_db_blocker.unblock():
                migrated.keep()
        migrated.let_go()


@pytest.fixture(autouse=True)
def _fresh_caches():
    """Forget what one test left in the process: sites, pages, fragments."""
    from django.core.cache import cache

    cache.clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def base(db):
    return factories.BasePageFactory(title="Médiathèques du Val", slug="mediatheques")


@pytest.fixture
def resource(base):
    return factories.ResourcePageFactory(
        parent=base,
        title="Premiers pas avec la messagerie",
        slug="messagerie",
        summary="Ouvrir, trier et répondre sans peur de se tromper.",
    )


@pytest.fixture
def visitors(base):
    """One visitor of each kind, by name; `member` is of the team of `base`."""
    member = factories.UserFactory()
    factories.MembershipFactory(base=base, user=member, role=Membership.Role.READER)
    return {
        "anonymous": AnonymousUser(),
        "stranger": factories.UserFactory(),
        "member": member,
        "superuser": factories.UserFactory(is_superuser=True),
    }


@pytest.fixture
def restrict():
    """Close a page: to the team of its base, or to a verified actor type besides."""

    def close(page, *readers):
        base_id = page.card.base_id
        visibility.restrict_to(page, [readerships.team_of(base_id), *readers])

    return close


@pytest.fixture
def count_queries():
    """Return how many queries a call makes."""

    def count(call):
        with CaptureQueriesContext(connection) as context:
            call()
        return len(context)

    return count


@pytest.fixture
def read_as(client, visitors):
    """Return a function that reads an address as somebody, caches already warm."""

    def reader(kind, path):
        if visitors[kind].is_authenticated:
            client.force_login(visitors[kind])

        def read():
            assert client.get(path).status_code == 200

        read()
        return read

    return reader
