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


def pytest_collection_finish(session):
    """Look for garbage less often, and never in what was imported: a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


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
