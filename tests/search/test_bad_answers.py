"""Elasticsearch that is slow, full, cut off, or answers nonsense, by real sockets."""

import json
import time

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.management import CommandError, call_command

from search.engines import elastic
from search.finding import find
from search.indexing import build_index
from search.models import SearchChange, SearchIndex
from search.outbox import PATIENCE, SECONDS
from search.outbox import client as server
from search.resuming import TakenOver
from tests import factories
from tests.search.in_front import as_sent, in_front_of_elasticsearch

ANYBODY = AnonymousUser()
pytestmark = pytest.mark.skipif(
    not settings.ELASTICSEARCH_URL, reason="without Elasticsearch nothing is told to it"
)


def found(words="messagerie"):
    return [row["page_id"] for row in find(ANYBODY, words=words).rows]


def seconds_of(call):
    start = time.monotonic()
    call()
    return time.monotonic() - start


def late(exchange):
    time.sleep(SECONDS * 0.4)
    exchange.forward()


def never(exchange):
    time.sleep(SECONDS * 3)


def dripping(exchange):
    exchange.drip(exchange.ask(), SECONDS / 20)


def dripping_its_body(exchange):
    head, _blank, body = exchange.ask().partition(b"\r\n\r\n")
    exchange.send(head + b"\r\n\r\n")
    exchange.drip(body, SECONDS / 20)


@pytest.mark.parametrize("slow", [never, dripping, dripping_its_body])
def test_a_slow_server_is_waited_for_a_second_then_left_alone(slow, resource, client):
    assert found() == [resource.pk]
    usual = seconds_of(lambda: client.get("/recherche/?q=messagerie"))
    with in_front_of_elasticsearch(slow) as asked:
        assert seconds_of(found) < SECONDS + 1
        assert cache.get(elastic.RESTING)
        tried = len(asked)
        again = seconds_of(lambda: client.get("/recherche/?q=messagerie"))
        assert len(asked) == tried
    assert again < usual + SECONDS / 2


def test_a_server_that_is_late_each_time_has_a_second_for_the_whole_of_a_question(
    resource,
):
    factories.ResourcePageFactory(title="Une autre messagerie")
    with in_front_of_elasticsearch(late) as asked:
        # To find out that it is there, to tell it, to ask it, to ask again for what is unknown.
        assert seconds_of(lambda: found("mesagerie inconnuedetous")) < SECONDS + 1
        assert cache.get(elastic.RESTING)
        assert len(asked) <= 3


PRODUCT_IS_ANOTHER = as_sent(b'{"took": 1}', product="")
NONSENSE = {
    "a page of HTML": as_sent(b"<h1>It works</h1>", kind="text/html"),
    "a page of HTML that says it is JSON": as_sent(b"<h1>It works</h1>"),
    "nothing": as_sent(b""),
    "nothing at all": b"",
    "null": as_sent(b"null"),
    "a list": as_sent(b"[]"),
    "a number": as_sent(b"3"),
    "another shape": as_sent(b'{"aggregations": [], "hits": {"hits": 3}, "items": 4}'),
    "no items": as_sent(b'{"items": []}'),
    "another product": PRODUCT_IS_ANOTHER,
    "what is no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "bytes": as_sent(bytes(range(256))),
    "deep": as_sent(b"[" * 100_000),
    "an error of another shape": as_sent(b'{"error": {"root_cause": 3}}', status=500),
    "a page elsewhere": as_sent(b"", status=302),
}


def test_what_is_no_answer_is_answered_by_the_database_and_told_to_staff(
    resource, client, subtests
):
    client.force_login(factories.UserFactory(is_superuser=True))
    assert found() == [resource.pk]
    for said, sent in NONSENSE.items():
        for waits in (False, True):
            with subtests.test(said=said, waits=waits):
                if waits:
                    resource.summary = f"Ouvrir, trier et répondre : {said}."
                    resource.save_revision().publish()
                with in_front_of_elasticsearch(
                    lambda exchange, sent=sent: exchange.send(sent)
                ):
                    assert found() == [resource.pk]
                    assert cache.get(elastic.RESTING)
                    assert SearchChange.objects.exists() is waits
                    assert "Elasticsearch" in client.get("/admin/").content.decode()
                assert found() == [resource.pk]
                assert not SearchChange.objects.exists()


def altered(change):
    """Return an exchange in which `change` alters what Elasticsearch answers to a question."""

    def alter(exchange):
        sent = exchange.ask()
        if "_search" not in exchange.path:
            return exchange.send(sent)
        answer = json.loads(sent.partition(b"\r\n\r\n")[2])
        change(answer)
        return exchange.send(as_sent(json.dumps(answer).encode()))

    return alter


def owner_that_is_no_number(answer):
    answer["hits"]["hits"][0]["fields"]["owner"] = ["la première"]


def owner_that_is_too_large(answer):
    answer["hits"]["hits"][0]["fields"]["owner"] = [10**30]


def title_that_is_a_number(answer):
    answer["hits"]["hits"][0]["fields"]["sort_title"] = [12]


def date_that_is_none(answer):
    answer["hits"]["hits"][0]["fields"]["published"] = ["la semaine passée"]


def score_that_is_less_than_none(answer):
    answer["hits"]["hits"][0]["_score"] = -1.5


def counts_that_are_words(answer):
    for bucket in answer["aggregations"]["kinds"]["kinds"]["buckets"]:
        bucket["doc_count"] = "beaucoup"


def base_that_is_no_number(answer):
    answer["aggregations"]["all"]["bases"]["buckets"][0]["key"] = "la première"


def no_facets(answer):
    del answer["aggregations"]["all"]["facets"]


@pytest.mark.parametrize(
    "change",
    [
        owner_that_is_no_number,
        owner_that_is_too_large,
        title_that_is_a_number,
        date_that_is_none,
        score_that_is_less_than_none,
        counts_that_are_words,
        base_that_is_no_number,
        no_facets,
    ],
)
def test_an_answer_with_nonsense_in_it_is_no_answer(change, resource, client):
    assert found() == [resource.pk]
    with in_front_of_elasticsearch(altered(change)):
        page = client.get("/recherche/?q=messagerie")
        assert page.status_code == 200
        assert resource.url in page.content.decode()
        assert cache.get(elastic.RESTING)


def cut_in(share, path):
    """Return an exchange that is broken off after a share of the answer to `path`."""

    def cut(exchange):
        sent = exchange.ask()
        if path in exchange.path:
            exchange.send(sent[: int(len(sent) * share)])
            return exchange.cut()
        return exchange.send(sent)

    return cut


@pytest.mark.parametrize("path", ["_search", "_bulk"])
@pytest.mark.parametrize("share", [0, 0.2, 0.9])
def test_a_server_that_is_killed_while_it_answers_loses_nothing(
    path, share, base, resource, restrict
):
    other = factories.ResourcePageFactory(title="Une autre messagerie")
    assert set(found()) == {resource.pk, other.pk}
    restrict(base)
    with in_front_of_elasticsearch(cut_in(share, path)):
        assert found() == [other.pk]
        assert SearchChange.objects.exists() is (path == "_bulk")
    assert found() == [other.pk]
    assert not SearchChange.objects.exists()


def test_a_save_does_not_ask_the_server(resource):
    with in_front_of_elasticsearch(never) as asked:
        resource.title = "Premiers pas avec la visioconférence"
        resource.save_revision().publish()
    assert not asked
    assert found("visioconférence") == [resource.pk]
    assert not SearchChange.objects.exists()


def test_a_build_during_which_the_server_is_killed_leaves_the_former_index_and_is_done_again(
    base, resource, restrict, capsys
):
    other = factories.ResourcePageFactory(title="Une autre messagerie")
    assert set(found()) == {resource.pk, other.pk}
    before = SearchIndex.objects.get().name
    for path in ("_bulk", "_refresh"):
        with (
            in_front_of_elasticsearch(cut_in(0.5, path)),
            pytest.raises(CommandError, match="has no index"),
        ):
            call_command("rebuild_search")
        assert SearchIndex.objects.get().name == before
    restrict(base)
    assert found() == [other.pk]
    assert not SearchChange.objects.exists()
    call_command("rebuild_search")
    assert SearchIndex.objects.get().name != before
    assert found() == [other.pk]


@pytest.fixture
def full_disk():
    """Return what a full disk does to the index, or undoes with `full=False`."""
    indices = server().options(request_timeout=PATIENCE).indices

    def fill(*, full=True):
        block = {"index.blocks.read_only_allow_delete": full or None}
        indices.put_settings(index=SearchIndex.objects.get().name, settings=block)

    yield fill
    fill(full=False)


def test_a_full_server_is_told_later_and_what_is_closed_meanwhile_does_not_show(
    base, resource, restrict, full_disk, client
):
    other = factories.ResourcePageFactory(title="Une autre messagerie")
    assert set(found()) == {resource.pk, other.pk}
    full_disk()
    restrict(base)
    new = factories.ResourcePageFactory(title="Une troisième messagerie")
    assert set(found()) == {other.pk, new.pk}
    assert SearchChange.objects.exists()
    client.force_login(factories.UserFactory(is_superuser=True))
    assert "Elasticsearch" in client.get("/admin/").content.decode()
    full_disk(full=False)
    cache.delete(elastic.RESTING)
    assert set(found()) == {other.pk, new.pk}
    assert not SearchChange.objects.exists()


def test_a_question_tells_for_a_while_and_the_next_ones_tell_the_rest(resource):
    pages = factories.ResourcePageFactory.create_batch(3, title="Une autre messagerie")

    def slow_to_take(exchange):
        if "_bulk" in exchange.path:
            time.sleep(SECONDS / 2)
        exchange.forward()

    found()
    SearchChange.objects.bulk_create(SearchChange(document=-pk) for pk in range(1, 101))
    with in_front_of_elasticsearch(slow_to_take):
        waiting = SearchChange.objects.count()
        assert len(found()) == 1 + len(pages)
        assert 0 < SearchChange.objects.count() < waiting
        assert not cache.get(elastic.RESTING)
    for _again in range(20):
        assert len(found()) == 1 + len(pages)
    assert not SearchChange.objects.exists()


def test_a_command_tells_all_that_waits_or_says_why_it_cannot(
    resource, full_disk, capsys
):
    found()
    SearchChange.objects.bulk_create(SearchChange(document=-pk) for pk in range(1, 301))
    call_command("check_search")
    assert "300 change(s) waiting" in capsys.readouterr().err
    full_disk()
    with pytest.raises(CommandError, match="takes nothing"):
        call_command("check_search", "--apply")
    full_disk(full=False)
    call_command("check_search", "--apply")
    assert not SearchChange.objects.exists()


def test_while_one_question_tells_the_others_are_answered_by_the_database(resource):
    with in_front_of_elasticsearch(lambda exchange: exchange.forward()) as asked:
        cache.set(elastic.TELLING, True, SECONDS)
        assert found() == [resource.pk]
        assert not asked
        cache.delete(elastic.TELLING)
        assert found() == [resource.pk]
        assert asked


def test_a_build_that_another_takes_over_from_stops(resource):
    names = []

    def build_another(done):
        build_index(server())
        names.append(SearchIndex.objects.get().name)

    with pytest.raises(TakenOver):
        build_index(server(), report=build_another)
    assert SearchIndex.objects.get().name == names[0]
    assert found() == [resource.pk]
    assert not SearchIndex.objects.get().is_building
