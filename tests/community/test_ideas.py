"""Ideas: sent by anybody, opened and answered by staff, supported; and what is new."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.models import Idea, IdeaSupport, NewsItem
from tests import factories

LIST = "/idees/"
NEW = "/idees/proposer/"
TYPED = {
    "title": "Imprimer une collection",
    "text": "En un seul fichier, pour l’atelier.",
}


@pytest.fixture
def idea(db):
    """An idea that staff opened to all."""
    return Idea.objects.create(is_open=True, state="studied", **TYPED)


@pytest.fixture
def answer(save):
    """Save the screen of an idea, done unless told."""
    return lambda idea, **typed: save(idea, **{**TYPED, "state": "done", **typed})


def test_an_idea_is_sent_without_an_account_and_read_by_staff_alone(
    db, send, read, handler
):
    staff = handler("handle_idea")
    assert send(NEW, TYPED).url == LIST
    assert TYPED["title"] not in read(LIST)
    [message] = mail.outbox
    assert message.to == [staff.email]
    assert TYPED["text"] in message.body


def test_who_sent_an_idea_follows_its_state(person, send, read):
    send(NEW, TYPED, by=person)
    page = read(LIST, by=person)
    assert TYPED["title"] in page
    assert "Reçue" in page
    assert TYPED["title"] not in read(LIST, by=factories.UserFactory())


def test_a_volunteer_leaves_an_address(person, send):
    volunteer = {**TYPED, "volunteers": "on"}
    refused = send(NEW, volunteer).context["form"]
    assert "email" in refused.errors
    send(NEW, {**volunteer, "email": "lea@exemple.test"})
    send(NEW, volunteer, by=person)
    assert Idea.objects.filter(volunteers=True).count() == 2


@pytest.mark.parametrize(
    "typed",
    [
        {"title": ""},
        {"title": "a" * 121},
        {"text": ""},
        {"text": "nul\0"},
        {"site_web": "x"},
    ],
)
def test_an_idea_that_is_refused_is_kept_as_typed(typed, db, send):
    response = send(NEW, {**TYPED, **typed})
    assert response.context["form"].errors
    assert not Idea.objects.exists()


def test_an_idea_that_staff_open_is_read_by_everybody_with_its_answer(
    person, send, read, handler, answer
):
    send(NEW, TYPED, by=person)
    mail.outbox.clear()
    sent = Idea.objects.get()
    staff = handler("handle_idea")
    answer(sent, by=staff, is_open="on", answer="C’est fait.", notes="Vu entre nous.")
    page = read(LIST)
    for word in (TYPED["title"], "C’est fait.", "Faite"):
        assert word in page
    for word in ("Vu entre nous.", person.last_name, person.email):
        assert word not in page
    [message] = mail.outbox
    assert message.to == [person.email]


def test_ideas_are_filtered_by_state(idea, read):
    assert idea.title in read(f"{LIST}?etat=studied")
    assert idea.title not in read(f"{LIST}?etat=done")
    assert idea.title in read(f"{LIST}?etat=inconnu")
    assert idea.title in read(f"{LIST}?page=9")


def test_me_too_counts_once_and_is_taken_back(idea, person, send, read):
    path = f"/idees/{idea.pk}/moi-aussi/"
    for _ in range(2):
        send(path, by=person)
    assert IdeaSupport.objects.count() == 1
    assert "1 personne dit « moi aussi »" in read(LIST)
    assert "Vous aussi" in read(LIST, by=person)
    send(path, {"stop": "1"}, by=person)
    assert not IdeaSupport.objects.exists()


def test_looking_supports_nothing_and_needs_an_account(idea, person, read, send):
    path = f"/idees/{idea.pk}/moi-aussi/"
    read(path, by=person)
    assert send(path).url.startswith("/compte/connexion/")
    assert not IdeaSupport.objects.exists()


def test_an_idea_that_is_not_open_cannot_be_supported(person, send):
    hidden = Idea.objects.create(**TYPED)
    assert send(f"/idees/{hidden.pk}/moi-aussi/", by=person).status_code == 404


def test_the_queue_lists_volunteers_and_their_address(person, handler, client):
    Idea.objects.create(sender=person, volunteers=True, **TYPED)
    Idea.objects.create(title="Une autre idée", text="Sans plus.")
    client.force_login(handler("handle_idea"))
    page = client.get("/admin/community/idea/?volunteers__exact=1").content.decode()
    assert person.email in page
    assert "Une autre idée" not in page


def test_the_list_carries_no_token_without_an_account(idea):
    response = Client().get(LIST)
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_the_footer_leads_to_ideas_and_news(db, read):
    page = read("/")
    assert f'href="{LIST}"' in page
    assert 'href="/nouveautes/"' in page


def test_news_show_from_their_day_on_with_the_open_ideas_they_answer(idea, read):
    hidden = Idea.objects.create(title="Une idée fermée", text="Sans plus.")
    today = NewsItem.objects.create(title="Les collections s’impriment", text="Enfin.")
    today.ideas.set([idea, hidden])
    tomorrow = timezone.localdate() + timedelta(days=1)
    NewsItem.objects.create(title="Pour demain", text="Pas encore.", day=tomorrow)
    page = read("/nouveautes/")
    assert "Les collections s’impriment" in page
    assert idea.title in page
    assert hidden.title not in page
    assert "Pour demain" not in page


def test_staff_write_news_in_the_admin(db, client, idea):
    client.force_login(factories.UserFactory(is_superuser=True))
    typed = {
        "title": "Nouveau",
        "text": "Enfin.",
        "day": "05/12/2026",
        "ideas": [idea.pk],
    }
    refused = {**typed, "ideas": [str(2**63)]}
    assert client.post("/admin/community/newsitem/create/", refused).status_code == 200
    assert client.post("/admin/community/newsitem/create/", typed).status_code == 302
    assert list(NewsItem.objects.get().ideas.all()) == [idea]
    assert NewsItem.objects.get().day.month == 12


@pytest.mark.parametrize("path", [LIST, "/nouveautes/"])
def test_the_cost_of_a_list_does_not_grow(path, idea, person, client, count_queries):
    client.force_login(person)

    def add():
        for number in range(3):
            each = Idea.objects.create(is_open=True, title=f"Idée {number}", text="Oui.")
            IdeaSupport.objects.create(idea=each, person=person)
            NewsItem.objects.create(title="Nouveau", text="Enfin.").ideas.add(each)

    def look():
        assert client.get(path).status_code == 200

    add()
    look()
    few = count_queries(look)
    add()
    assert count_queries(look) == few
