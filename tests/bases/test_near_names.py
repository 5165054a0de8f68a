"""Who makes a base reads that one of a near name exists, if they may know of it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from bases.models import BasePage, BaseSettings
from bases.near_names import near_names
from tests import factories
from tests.bases.teams import person

NEW = "/bases/nouvelle/"
SENTENCE = "Une base de plus."
NEAR = "un nom proche"
NAMES = {
    "Hub du littoral": True,
    "hub du LITTORAL": True,
    "Le Hub numérique du Littoral": True,
    "Hubs du littoral": True,
    "Hub du litoral": True,
    "Hub des collines": False,
    "Médiathèques du Val": False,
    "Numérique": False,
    "…": False,
}


@pytest.fixture
def make(client, db):
    """Make a base of that name, and return what its maker then reads."""
    client.force_login(person())

    def send(title):
        BasePage.objects.filter(summary=SENTENCE).delete()
        form = {"purpose": "showcase", "title": title, "summary": SENTENCE}
        answer = client.post(NEW, form, follow=True)
        assert BasePage.objects.filter(title=title, summary=SENTENCE).exists()
        return answer.content.decode()

    return send


def test_a_base_of_a_near_name_is_told_and_blocks_nothing(make, subtests):
    hub = factories.BasePageFactory(title="Hub du Littoral", slug="hub-du-littoral")
    for name, is_near in NAMES.items():
        with subtests.test(name=name):
            page = make(name)
            assert (NEAR in page) is is_near
            assert (f'<a href="{hub.url}">Hub du Littoral</a>' in page) is is_near


def test_accents_make_no_difference(make):
    factories.BasePageFactory(title="Médiathèques de l’Été", slug="mediatheques-de-l-ete")
    assert NEAR in make("mediatheques de l'ete")


def test_a_base_that_nobody_may_know_of_is_not_told(make, restrict):
    hub = factories.BasePageFactory(title="Hub du littoral", slug="hub-du-littoral")
    restrict(hub)
    assert NEAR not in make("Hub du littoral")
    BaseSettings.objects.filter(base=hub).update(shown_when_closed=True)
    assert NEAR in make("Hub du littoral")


def test_the_cost_does_not_grow_with_the_bases_alike(db, count_queries):
    one = factories.BasePageFactory(title="Hub du littoral", slug="hub-du-littoral")
    few = count_queries(lambda: near_names(one, AnonymousUser()))
    for number in range(4):
        slug = f"hub-du-littoral-{number}"
        factories.BasePageFactory(title="Hub du littoral", slug=slug)
    assert count_queries(lambda: near_names(one, AnonymousUser())) == few
