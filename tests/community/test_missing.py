"""What is looked for in vain: said by anybody, read by staff, answered once it is there."""

import pytest
from django.core import mail
from django.urls import reverse

from community.models import MissingFiche
from community.own_data import missing_fiches
from tests import factories

NEW = "/recherche/fiche-manquante/"
QUEUE = "/admin/community/missingfiche/"
TYPED = {"words": "mot de passe oublié", "text": "Une affiche pour l’accueil."}
ADDRESS = "lea@exemple.test"


@pytest.fixture
def missing(db):
    """A fiche that somebody without an account did not find."""
    return MissingFiche.objects.create(email=ADDRESS, **TYPED)


@pytest.fixture
def staff(handler):
    """Somebody who handles what is missing."""
    return handler("handle_missing_fiche")


def test_the_form_starts_with_the_words_that_were_asked(read, db):
    page = read(f"{NEW}?q=mot+de%20passe%00+oubli%C3%A9")
    assert 'value="mot de passe oublié"' in page
    assert f'value="{"a" * 200}"' in read(f"{NEW}?q={'a' * 300}")


def test_what_is_missing_is_told_to_staff_alone(staff, send, read):
    assert send(NEW, {**TYPED, "email": ADDRESS}).url == reverse("search")
    missing = MissingFiche.objects.get()
    assert (missing.words, missing.text) == tuple(TYPED.values())
    assert (missing.state, missing.answers_to) == ("received", ADDRESS)
    [message] = mail.outbox
    assert message.to == [staff.email]
    assert TYPED["words"] in message.subject
    assert TYPED["text"] in message.body
    assert ADDRESS not in message.body
    assert TYPED["words"] not in read("/recherche/") + read("/idees/")


def test_who_sends_is_thanked_on_the_search_page(db, client):
    page = client.post(NEW, TYPED, follow=True).content.decode()
    assert "Merci" in page
    assert TYPED["words"] not in page


def test_superusers_are_told_where_nobody_handles_it(db, send):
    superuser = factories.UserFactory(is_superuser=True)
    send(NEW, {"words": "mot de passe", "text": ""})
    assert [message.to for message in mail.outbox] == [[superuser.email]]


def test_who_is_signed_in_is_answered_at_their_account(person, send):
    send(NEW, {**TYPED, "email": ADDRESS}, by=person)
    missing = MissingFiche.objects.get()
    assert (missing.sender, missing.email) == (person, "")
    assert missing.answers_to == person.email


@pytest.mark.parametrize(
    "typed",
    [
        {"words": ""},
        {"words": "a" * 201},
        {"words": "nul\0"},
        {"text": "a" * 3001},
        {"email": "pas une adresse"},
        {"site_web": "https://exemple.test"},
    ],
)
def test_what_is_refused_is_kept_as_typed(typed, db, send):
    response = send(NEW, {**TYPED, **typed})
    assert response.context["form"].errors
    kept = "words" if "text" in typed else "text"
    assert TYPED[kept] in response.content.decode()
    assert not MissingFiche.objects.exists()


def test_who_sends_a_lot_waits(db, send):
    for _ in range(10):
        send(NEW, TYPED)
    refused = send(NEW, TYPED)
    assert "attendez une heure" in str(refused.context["form"].non_field_errors())
    assert MissingFiche.objects.count() == 10


@pytest.mark.parametrize(
    ("asked", "is_offered"),
    [
        ({"q": "messagerie"}, False),
        ({}, False),
        ({"q": "xyloglotte"}, True),
        ({"q": "messagerie xyloglotte"}, True),
        ({"q": "messagerie imprimante"}, True),
        ({"q": "messagerie", "niveau": "debutant"}, True),
        ({"q": "xyloglotte", "type": "bases"}, True),
        ({"q": "Noé Garnier", "type": "personnes"}, False),
    ],
)
def test_search_leads_to_the_form_where_it_does_not_answer_the_whole(
    asked, is_offered, resource, client
):
    factories.ResourcePageFactory(parent=resource.get_parent(), title="Une imprimante")
    page = client.get(reverse("search"), asked).content.decode()
    assert page.count(NEW) == is_offered
    if asked.get("q") == "messagerie xyloglotte":
        assert f'href="{NEW}?q=messagerie%20xyloglotte"' in page


def test_who_asked_is_told_of_the_fiche_that_is_there_at_last(
    missing, resource, staff, save
):
    published = {"state": "published", "fiche": resource.pk, "answer": ""}
    save(missing, by=staff, **published)
    missing.refresh_from_db()
    assert (missing.state, missing.fiche_id) == ("published", resource.pk)
    assert missing.answered_by == staff
    [message] = mail.outbox
    assert message.to == [ADDRESS]
    assert resource.title in message.body
    assert resource.url in message.body
    save(missing, by=staff, **published)
    assert len(mail.outbox) == 1


def test_who_asked_is_told_why_nothing_comes(missing, staff, save):
    save(missing, by=staff, state="declined", answer="Ce n’est pas notre sujet.")
    [message] = mail.outbox
    assert "Ce n’est pas notre sujet." in message.body
    assert "non retenue" in message.body


def test_a_state_alone_is_told_to_nobody(missing, staff, save):
    save(missing, by=staff, state="started", answer="", notes="Vu avec Léa.")
    missing.refresh_from_db()
    assert (missing.state, missing.notes) == ("started", "Vu avec Léa.")
    assert not mail.outbox


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("published", ""),
        ("started", "open"),
        ("published", "closed"),
        ("published", "base"),
        ("published", "0"),
        ("published", str(2**63)),
    ],
)
def test_the_fiche_that_answers_is_published_and_read_by_everybody(
    state, names, missing, resource, base, staff, save, restrict
):
    closed = factories.ResourcePageFactory(parent=base, title="Entre nous")
    restrict(closed)
    known = {"open": resource.pk, "closed": closed.pk, "base": base.pk}
    fiche = known.get(names, names)
    page = save(missing, by=staff, state=state, fiche=fiche, answer="Voici.")
    assert page.status_code == 200
    assert "Entre nous" not in page.content.decode()
    assert not mail.outbox
    missing.refresh_from_db()
    assert (missing.state, missing.answer) == ("received", "")


def test_a_fiche_that_closed_since_is_named_to_nobody(
    missing, resource, staff, save, restrict, client
):
    save(missing, by=staff, state="published", fiche=resource.pk, answer="")
    mail.outbox.clear()
    restrict(resource)
    client.force_login(staff)
    for path in (QUEUE, f"{QUEUE}edit/{missing.pk}/", f"{QUEUE}?export=csv"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert resource.title not in answer.getvalue().decode()
    missing.refresh_from_db()
    answer = {"state": "published", "fiche": resource.pk, "answer": "Elle a été fermée."}
    assert save(missing, by=staff, **answer).status_code == 302
    [message] = mail.outbox
    assert resource.title not in message.body
    assert resource.url not in message.body


@pytest.mark.parametrize("action", ["", "edit/{pk}/", "create/", "delete/{pk}/"])
def test_the_queue_is_closed_to_those_who_do_not_handle_it(
    action, missing, handler, client
):
    client.force_login(handler("handle_idea"))
    response = client.get(f"{QUEUE}{action.format(pk=missing.pk)}")
    assert (response.status_code, response.url) == (302, "/admin/")


def test_the_queue_is_filtered_by_state_and_its_cost_does_not_grow(
    missing, person, staff, client, count_queries
):
    client.force_login(staff)

    def look():
        page = client.get(f"{QUEUE}?state__exact=received").content.decode()
        assert TYPED["words"] in page
        return page

    def add():
        for _ in range(3):
            MissingFiche.objects.create(sender=person, **TYPED)

    MissingFiche.objects.create(words="déjà là", state="published")
    add()
    assert "déjà là" not in look()
    few = count_queries(look)
    add()
    assert count_queries(look) == few


def test_the_screen_shows_what_was_asked(missing, staff, client):
    client.force_login(staff)
    screen = client.get(f"{QUEUE}edit/{missing.pk}/").content.decode()
    for told in (*TYPED.values(), ADDRESS):
        assert told in screen


def test_an_account_tells_what_it_asked_and_leaves_it_without_a_name(person, send):
    send(NEW, TYPED, by=person)
    [told] = missing_fiches(person)
    assert (told["words"], told["text"]) == tuple(TYPED.values())
    person.delete()
    missing = MissingFiche.objects.get()
    assert (missing.sender, missing.answers_to) == (None, "")
