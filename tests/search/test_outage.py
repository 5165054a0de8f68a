"""Elasticsearch that does not answer, or not yet: the database does, and nothing is lost."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from search.engines import elastic
from search.finding import find
from search.indexing import build_index
from search.models import SearchChange, SearchIndex
from search.outbox import client as server
from tests import factories
from tests.servers import free_port

ANYBODY = AnonymousUser()
pytestmark = pytest.mark.skipif(
    not settings.ELASTICSEARCH_URL, reason="without Elasticsearch nothing is told to it"
)


@contextmanager
def nobody_answers():
    """Ask, for a while, a port on which nothing listens."""
    with pytest.MonkeyPatch.context() as patched:
        address = f"http://127.0.0.1:{free_port()}"
        patched.setattr(settings, "ELASTICSEARCH_URL", address)
        yield
    cache.delete(elastic.RESTING)


def found(words="messagerie"):
    return [row["page_id"] for row in find(ANYBODY, words=words).rows]


def test_what_is_closed_during_an_outage_shows_neither_during_it_nor_after(
    base, resource, restrict
):
    other = factories.ResourcePageFactory(title="Une autre messagerie")
    assert set(found()) == {resource.pk, other.pk}
    assert not SearchChange.objects.exists()
    with nobody_answers():
        restrict(base)
        assert found() == [other.pk]
        assert SearchChange.objects.exists()
    assert found() == [other.pk]
    assert not SearchChange.objects.exists()


def test_a_server_that_fails_is_left_alone_for_a_while(resource):
    with nobody_answers():
        assert found() == [resource.pk]
        assert cache.get(elastic.RESTING)
        assert found() == [resource.pk]


def test_an_index_that_is_gone_is_answered_by_the_database(resource):
    assert found() == [resource.pk]
    server().indices.delete(index=SearchIndex.objects.get().name)
    assert found() == [resource.pk]
    cache.delete(elastic.RESTING)
    build_index(server())
    assert found() == [resource.pk]


def test_a_build_that_dies_leaves_what_was_and_another_ends_it(resource):
    before = SearchIndex.objects.get().name

    class Killed(Exception):
        pass

    def die(done):
        raise Killed

    with pytest.raises(Killed):
        build_index(server(), report=die)
    assert SearchIndex.objects.get().name == before
    late = factories.ResourcePageFactory(title="Une messagerie tardive")
    assert set(found()) == {resource.pk, late.pk}
    assert build_index(server()) > 0
    assert SearchIndex.objects.get().name != before
    assert set(found()) == {resource.pk, late.pk}


def test_staff_are_warned_while_the_database_answers_instead(resource, client):
    client.force_login(factories.UserFactory(is_superuser=True))

    def warned():
        return "Elasticsearch" in client.get("/admin/").content.decode()

    found()
    assert not warned()
    with nobody_answers():
        found()
        assert warned()
    found()
    assert not warned()


def test_what_closes_while_an_index_is_made_shows_neither_then_nor_after(
    base, resource, restrict
):
    other = factories.ResourcePageFactory(title="Une autre messagerie")
    assert set(found()) == {resource.pk, other.pk}

    def close(done):
        restrict(base)
        assert found() == [other.pk]

    build_index(server(), report=close)
    assert found() == [other.pk]
    assert not SearchChange.objects.exists()


def test_the_index_of_a_portal_of_a_longer_name_is_left_alone(resource):
    neighbour = f"{settings.ELASTICSEARCH_INDEX}-other-1"
    server().indices.create(index=neighbour)
    build_index(server())
    assert server().indices.exists(index=neighbour)
    server().indices.delete(index=neighbour)
