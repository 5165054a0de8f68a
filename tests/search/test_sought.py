"""What people look for: counted without a trace of who asks, and read by staff."""

import re
from datetime import timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from search import noting
from search.models import SoughtWords
from tests import factories

SCREEN = "/admin/recherches/"


@pytest.fixture
def ask(client, settings, db):
    """Ask the search page, whose questions are counted at once."""
    settings.SEARCHES_WRITTEN_AFTER = 0

    def get(words, *, times=1, headers=None, **others):
        for _time in range(times):
            asked = {"q": words, **others}
            assert (
                client.get(reverse("search"), asked, headers=headers).status_code == 200
            )

    return get


@pytest.fixture
def staff(db):
    """Somebody who may read what people look for."""
    person = factories.UserFactory()
    wanted = ["access_admin", "read_sought"]
    person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return person


@pytest.fixture
def screen(staff, client):
    """Return what the screen of staff says."""

    def read(**asked):
        client.force_login(staff)
        return client.get(SCREEN, asked).content.decode()

    return read


def counted():
    return sorted(SoughtWords.objects.values_list("words", "kind", "times", "found"))


def test_a_question_is_counted_by_day_as_search_compares_it(ask, resource):
    ask("Messagerie")
    ask("  MESSAGÉRIE ! ")
    ask("messagerie", type="bases")
    assert counted() == [("messagerie", "base", 1, 0), ("messagerie", "resource", 2, 1)]
    SoughtWords.objects.update(day=timezone.localdate() - timedelta(days=1))
    ask("messagerie")
    assert SoughtWords.objects.count() == 3


def test_what_holds_the_question_only_in_part_answers_nothing(ask, resource):
    ask("messagerie permaculture")
    assert counted() == [("messagerie permaculture", "resource", 1, 0)]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "!?",
        "lea@exemple.test",
        "06 12 34 56 78",
        "appeler 06.12.34.56.78",
        "1 85 05 78 006 084 36",
        "dossier 1234567",
    ],
)
def test_words_that_may_name_somebody_are_not_kept(words, ask):
    ask(words)
    assert not SoughtWords.objects.exists()


@pytest.mark.parametrize("words", ["windows 11", "impôts 2026", "france travail 3949"])
def test_figures_that_name_nobody_are_kept(words, ask):
    ask(words)
    assert SoughtWords.objects.count() == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "1"},
        {"exact": "1"},
        {"tri": "titre"},
        {"niveau": "debutant"},
        {"type": "personnes"},
        {"headers": {"User-Agent": "Unbot/1.0"}},
        {"headers": {"Sec-Purpose": "prefetch;prerender"}},
    ],
    ids=str,
)
def test_the_same_question_asked_further_and_robots_are_not_counted(asked, ask):
    ask("messagerie", **asked)
    assert not SoughtWords.objects.exists()


def test_those_who_signed_in_are_not_counted(ask, client):
    client.force_login(factories.UserFactory())
    ask("le titre d’une fiche fermée")
    assert not SoughtWords.objects.exists()


def test_a_row_has_no_place_for_who_asked():
    names = {field.name for field in SoughtWords._meta.get_fields()}
    assert names == {"id", "day", "words", "kind", "times", "found"}


def test_counting_asks_nothing_of_the_database_while_the_page_is_made(
    ask, settings, client, resource, count_queries
):
    settings.SEARCHES_WRITTEN_AFTER = None
    ask("messagerie")
    without = count_queries(lambda: ask("messagerie"))
    settings.SEARCHES_WRITTEN_AFTER = 3600
    assert count_queries(lambda: ask("messagerie", times=1)) == without
    assert not SoughtWords.objects.exists()
    noting.write_waiting()
    assert counted() == [("messagerie", "resource", 1, 1)]


def test_what_robots_ask_is_bounded(ask, monkeypatch):
    monkeypatch.setattr(noting, "MOST_A_DAY", 2)
    for words in ("un", "deux", "trois", "deux"):
        ask(f"mot {words}")
    assert [row[0] for row in counted()] == ["mot deux", "mot un"]
    assert SoughtWords.objects.get(words="mot deux").times == 2


def test_counts_are_forgotten_after_thirteen_months(ask):
    today = timezone.localdate()
    for days in (396, 397):
        SoughtWords.objects.create(
            day=today - timedelta(days=days),
            words="vieux",
            kind="resource",
            times=3,
            found=0,
        )
    ask("messagerie")
    assert SoughtWords.objects.filter(words="vieux").count() == 1


def test_staff_read_what_is_sought_once_three_asked_it(ask, screen, resource):
    ask("messagerie", times=4)
    ask("permaculture", times=3)
    ask("mon voisin", times=2)
    page = screen()
    assert page.index("messagerie") < page.index("permaculture")
    assert "mon voisin" not in page
    assert re.search(r"1.autre recherche", page)
    failed = screen(voir="sans-reponse")
    assert "permaculture" in failed
    assert '<th scope="row" class="title">messagerie' not in failed


def test_a_period_leaves_out_what_came_before(ask, screen):
    ask("permaculture", times=3)
    SoughtWords.objects.update(day=timezone.localdate() - timedelta(days=40))
    assert "permaculture" not in screen(jours="30")
    assert "permaculture" in screen(jours="90")


@pytest.mark.parametrize(
    "asked",
    [{"jours": "x"}, {"voir": "x"}, {"page": "99"}, {"page": "\0"}, {"jours": "9" * 99}],
    ids=str,
)
def test_what_is_not_understood_shows_the_usual_list(asked, screen):
    assert "recherche" in screen(**asked)


def test_an_export_runs_nothing(staff, client):
    SoughtWords.objects.create(
        day=timezone.localdate(), words="=1+1", kind="resource", times=3, found=0
    )
    client.force_login(staff)
    answer = client.get(SCREEN, {"export": "csv"})
    assert "'=1+1,Fiche" in answer.content.decode().replace("fiche", "Fiche")


def test_what_is_sought_is_read_by_those_who_may(client, db):
    person = factories.UserFactory()
    person.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(person)
    assert client.get(SCREEN).status_code in {302, 403}
    assert SCREEN not in client.get("/admin/").content.decode()


def test_a_failed_search_leads_to_a_group_of_synonyms_that_begins_with_it(
    ask, client, screen, staff
):
    ask("permaculture", times=3)
    assert "?terms=permaculture" not in screen()
    staff.user_permissions.add(Permission.objects.get(codename="add_synonymgroup"))
    assert "?terms=permaculture" in screen()
    form = client.get("/admin/search/synonymgroup/create/?terms=permaculture")
    assert ">\npermaculture</textarea>" in form.content.decode()


def test_the_cost_of_the_list_does_not_grow(staff, client, count_queries):
    def add(*names):
        SoughtWords.objects.bulk_create(
            SoughtWords(
                day=timezone.localdate(), words=name, kind="resource", times=5, found=0
            )
            for name in names
        )

    def look():
        assert client.get(SCREEN).status_code == 200

    client.force_login(staff)
    add("un")
    look()
    few = count_queries(look)
    add("deux", "trois", "quatre")
    assert count_queries(look) == few


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_counts_are_written_apart_after_some_seconds(client, settings, monkeypatch):
    settings.SEARCHES_WRITTEN_AFTER = 1
    started = []

    class AtOnce(Thread):
        def __init__(self, _seconds, function):
            super().__init__(target=function)
            started.append(self)

    monkeypatch.setattr(noting, "Timer", AtOnce)
    client.get(reverse("search"), {"q": "messagerie"})
    for thread in started:
        thread.join()
    assert [row[:3] for row in counted()] == [("messagerie", "resource", 1)]
