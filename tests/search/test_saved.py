"""Searches that people save: kept, listed, changed, deleted, each for themself."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from search.choices import choices
from search.models import SavedSearch
from search.saving import MOST, asked_by, save
from tests import factories

NEW = "/recherche/enregistrer/"
MINE = "/compte/recherches/"


@pytest.fixture
def me(client, db):
    """Somebody who is signed in."""
    somebody = factories.UserFactory(first_name="Noé", last_name="Garnier")
    client.force_login(somebody)
    return somebody


@pytest.fixture
def theme(db):
    return factories.ThemeFactory(name="Autonomie", slug="autonomie")


def text_of(response):
    assert response.status_code == 200
    text = response.content.decode()
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")


def kept():
    return list(SavedSearch.objects.order_by("pk").values_list("name", "question"))


def test_the_page_of_answers_leads_to_a_form_that_saves_what_was_asked(me, theme, client):
    page = text_of(client.get("/recherche/?q=messagerie&theme=autonomie&tri=titre"))
    address = f"{NEW}?q=messagerie&amp;theme=autonomie&amp;tri=titre"
    assert f'href="{address}"' in page
    form = text_of(client.get(address.replace("&amp;", "&")))
    assert 'value="messagerie · Autonomie"' in form
    assert not SavedSearch.objects.exists()
    for others in ("niveau=debutant&duree=plus&langue=fr&annee=2026", "type=bases"):
        assert "messagerie · " in text_of(client.get(f"{NEW}?q=messagerie&{others}"))

    sent = client.post(address.replace("&amp;", "&"), {"name": "Courriel"})
    assert sent.url == MINE
    [search] = SavedSearch.objects.filter(person=me)
    assert (search.name, search.alerts) == ("Courriel", False)
    assert search.question == "q=messagerie&theme=autonomie"
    listed = text_of(client.get(MINE))
    assert 'href="/recherche/?q=messagerie&amp;theme=autonomie"' in listed
    assert "Courriel" in listed
    assert f'href="{MINE}"' in text_of(client.get("/compte/"))


def test_what_asks_nothing_is_not_offered_to_be_saved(me, client):
    assert NEW not in text_of(client.get("/recherche/"))
    for path in (NEW, f"{NEW}?q=+", f"{NEW}?theme=inconnu"):
        for answer in (client.get(path), client.post(path, {"name": "Rien"})):
            assert answer.url == "/recherche/?"
    assert not SavedSearch.objects.exists()


def test_who_is_not_signed_in_signs_in_first_and_comes_back(client, db):
    page = text_of(client.get("/recherche/?q=messagerie"))
    assert "csrfmiddlewaretoken" not in page
    asked = client.get(f"{NEW}?q=messagerie")
    assert asked.url == f"/compte/connexion/?next={NEW}%3Fq%3Dmessagerie"
    for path in (MINE, f"{MINE}1/", f"{MINE}1/supprimer/"):
        assert client.get(path).url.startswith("/compte/connexion/")


@pytest.mark.parametrize(
    ("again", "same"),
    [
        ("q=messagerie&theme=autonomie&theme=bureau", True),
        ("q=+messagerie++&theme=bureau&theme=autonomie&tri=recent&page=3", True),
        ("theme=autonomie&theme=bureau&q=messagerie&type=fiches", True),
        ("q=messagerie&theme=autonomie", False),
        ("q=messagerie&theme=autonomie&theme=bureau&type=bases", False),
    ],
)
def test_the_same_question_leads_to_the_one_that_is_saved(again, same, me, theme, client):
    factories.ThemeFactory(slug="bureau")
    client.post(f"{NEW}?q=messagerie&theme=autonomie&theme=bureau", {"name": "Une"})
    search = SavedSearch.objects.get()
    for answer in (
        client.get(f"{NEW}?{again}"),
        client.post(f"{NEW}?{again}", {"name": "Deux"}),
    ):
        assert (getattr(answer, "url", "") == f"{MINE}{search.pk}/") is same or not same
    assert SavedSearch.objects.count() == 1 if same else 2
    if same:
        told = text_of(client.get(f"{MINE}{search.pk}/"))
        assert "Vous avez déjà enregistré cette recherche : « Une »." in told


def test_pressing_twice_saves_once_even_behind_the_rule(me):
    first = save(me, "q=messagerie", name="Une")
    assert save(me, "q=messagerie", name="Deux") == first
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.create(person=me, question="q=messagerie", name="Trois")


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "Donnez un nom"), ("  ", "Donnez un nom"), ("a" * 101, "100 caractères")],
)
def test_a_name_that_will_not_do_is_told_and_given_back(name, told, me, client):
    answer = text_of(client.post(f"{NEW}?q=messagerie", {"name": name, "alerts": "on"}))
    assert told in answer
    assert f'value="{name}"' in answer if name.strip() else True
    assert "checked" in answer
    assert not SavedSearch.objects.exists()


def test_a_long_question_is_refused_with_a_sentence(me, client):
    asked = client.get(NEW, {"q": "😀" * 200}, follow=True)
    assert "trop longue pour être enregistrée" in text_of(asked)
    assert client.get(NEW, {"q": "é" * 200}).status_code == 200


def test_there_is_a_limit_which_is_told(me, client):
    SavedSearch.objects.bulk_create(
        SavedSearch(person=me, name=f"n{number}", question=f"q={number}")
        for number in range(MOST)
    )
    told = "Vous avez enregistré 50 recherches"
    assert told in text_of(client.get(f"{NEW}?q=messagerie"))
    refused = text_of(client.post(f"{NEW}?q=messagerie", {"name": "Une de trop"}))
    assert told in refused
    assert 'value="Une de trop"' in refused
    assert SavedSearch.objects.count() == MOST
    # Those of another do not count.
    client.force_login(factories.UserFactory())
    assert client.post(f"{NEW}?q=messagerie", {"name": "Une"}).url == MINE


def test_a_search_is_renamed_and_asks_for_mails_from_now_on(me, client):
    search = save(me, "q=messagerie", name="Une")
    SavedSearch.objects.update(looked_at=me.date_joined)
    path = reverse("saved_search", args=[search.pk])
    assert 'value="Une"' in text_of(client.get(path))
    assert client.post(path, {"name": "Deux", "alerts": "on"}).url == MINE
    search.refresh_from_db()
    assert (search.name, search.alerts) == ("Deux", True)
    assert search.looked_at > me.date_joined
    looked_at = search.looked_at
    assert "Un courriel quand il y a du nouveau" in text_of(client.get(MINE))
    client.post(path, {"name": "Trois", "alerts": "on"})
    refused = text_of(client.post(path, {"name": ""}))
    assert ">Trois</h1>" in refused
    search.refresh_from_db()
    assert (search.name, search.looked_at) == ("Trois", looked_at)
    client.post(path, {"name": "Trois"})
    search.refresh_from_db()
    assert not search.alerts


def test_a_search_is_deleted_once_that_is_confirmed(me, client):
    search = save(me, "q=messagerie", name="Une")
    path = reverse("saved_search_delete", args=[search.pk])
    assert "Une" in text_of(client.get(path))
    assert SavedSearch.objects.exists()
    assert client.post(path).url == MINE
    assert not SavedSearch.objects.exists()
    assert client.post(path).status_code == 404
    assert "Vous n’avez encore enregistré aucune recherche" in text_of(client.get(MINE))


def test_nobody_sees_or_touches_the_searches_of_another(me, client):
    search = save(me, "q=messagerie", name="Une recherche")
    client.force_login(factories.UserFactory(is_superuser=True))
    for name in ("saved_search", "saved_search_delete"):
        path = reverse(name, args=[search.pk])
        assert client.get(path).status_code == 404
        assert client.post(path, {"name": "À moi"}).status_code == 404
    assert "Une recherche" not in text_of(client.get(MINE))
    assert kept() == [("Une recherche", "q=messagerie")]


def test_searches_of_people_are_saved_and_offer_no_mail(me, client):
    path = f"{NEW}?q=garnier&type=personnes"
    form = text_of(client.get(path))
    assert 'name="alerts"' not in form
    assert "garnier · Personnes" in form
    client.post(path, {"name": "Des gens", "alerts": "on"})
    assert not SavedSearch.objects.get().alerts


def test_the_proposed_name_tells_nothing_that_one_may_not_read(
    me, base, restrict, client
):
    path = f"{NEW}?q=atelier&base={base.slug}"
    assert f'value="atelier · {base.title}"' in text_of(client.get(path))
    restrict(base)
    closed = text_of(client.get(path))
    assert base.title not in closed
    assert 'value="atelier"' in closed


def test_a_search_opens_without_what_is_no_longer_among_the_filters(
    me, theme, base, restrict, client
):
    for number, address in enumerate(["theme=autonomie", f"base={base.slug}"]):
        client.post(f"{NEW}?q=atelier&{address}", {"name": f"Ma recherche {number}"})
    save(me, "q=atelier&annee=2026", name="Entière")
    lacking = "Un de ses filtres n’existe plus"
    assert lacking not in text_of(client.get(MINE))
    theme.delete()
    restrict(base)
    listed = text_of(client.get(MINE))
    assert listed.count(lacking) == 2
    assert base.title not in listed
    for search in SavedSearch.objects.exclude(name="Entière"):
        page = text_of(client.get(f"/recherche/?{search.question}"))
        assert "n’existe pas, ou plus, parmi les filtres" in page
        assert base.title not in page
        assert text_of(client.get(f"{MINE}{search.pk}/"))
        assert asked_by(search, me, choices=choices()).words == "atelier"


def test_the_cost_of_my_list_does_not_grow(me, base, client, count_queries):
    def look():
        assert client.get(MINE).status_code == 200

    save(me, f"q=0&base={base.slug}", name="0")
    look()
    few = count_queries(look)
    for number in range(1, 6):
        other = factories.BasePageFactory()
        save(me, f"q={number}&base={other.slug}", name=str(number))
    assert count_queries(look) == few


def test_the_list_has_pages(me, client):
    for number in range(26):
        save(me, f"q={number}", name=f"Recherche {number:02}")
    assert "Recherche 25" not in text_of(client.get(MINE))
    assert "Recherche 25" in text_of(client.get(f"{MINE}?page=2"))
