"""Requests to join: who may ask, how often, and what an answer does."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from bases import invitations, requests
from bases.models import BaseSettings, JoinRequest, Membership
from tests import factories
from tests.bases import teams

WORDS = "Je suis médiatrice à Brions."


@pytest.fixture
def ask(team, ask_as):
    """Ask to join the base, as somebody."""

    def post(who="stranger", message=WORDS, **data):
        path = f"{team.base.url}demandes/nouvelle/"
        return ask_as(who, "post", path, {"message": message, **data})

    return post


@pytest.fixture
def shown(team):
    """The base, closed, tells its name and a sentence."""
    BaseSettings.objects.filter(base=team.base).update(
        shown_when_closed=True, closed_sentence="Pour les équipes du Val."
    )


@pytest.fixture
def answer(team, ask_as):
    """Answer the request that waits, as somebody."""

    def post(action, who="administrator", **data):
        asked = JoinRequest.objects.get(state="pending")
        return ask_as(who, "post", f"{team.base.url}demandes/{asked.pk}/{action}/", data)

    return post


def test_asking_tells_each_administrator_and_not_other_members(team, shown, ask):
    ask()
    assert JoinRequest.objects.get().message == WORDS
    assert sorted(message.to for message in mail.outbox) == sorted(
        [team.people[role].email] for role in ("owner", "administrator")
    )
    assert all(WORDS in message.body for message in mail.outbox)


def test_a_base_without_administrators_sends_requests_to_those_of_the_portal(
    team, shown, ask
):
    Membership.objects.filter(base=team.base).delete()
    ask()
    assert [message.to for message in mail.outbox] == [[team.people["superuser"].email]]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("slug", ["mediatheques", "inconnue"])
def test_a_base_that_is_unknown_cannot_be_asked(slug, method, team, ask_as):
    response = ask_as("stranger", method, f"/bases/{slug}/demandes/nouvelle/")
    assert response.status_code == 404


def test_a_base_that_is_visible_but_closed_gives_its_name_alone(team, shown, ask_as):
    path = f"{team.base.url}demandes/nouvelle/"
    page = ask_as("stranger", "get", path).content.decode()
    assert team.base.title in page
    for hidden in (team.base.summary, "Rôle"):
        assert hidden not in page


def test_a_public_base_can_be_asked(team, ask):
    team.base.view_restrictions.all().delete()
    ask()
    assert JoinRequest.objects.exists()


@pytest.mark.parametrize(
    "message", ["", " ", "a" * 501, "nul\0"], ids=["none", "blank", "long", "null"]
)
def test_a_request_says_why_within_five_hundred_characters(message, team, shown, ask):
    assert ask(message=message).context["form"].errors
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("who", ["reader", "owner"])
def test_a_member_asks_nothing(who, team, ask):
    ask(who)
    assert not JoinRequest.objects.exists()


def test_one_request_waits_at_a_time(team, shown, ask):
    ask()
    ask(message="Encore moi.")
    assert JoinRequest.objects.get().message == WORDS


@pytest.mark.parametrize(("days", "asks"), [(6, False), (8, True)])
def test_a_request_that_was_refused_is_asked_again_after_a_week(
    days, asks, team, shown, ask, answer
):
    ask()
    answer("refuser")
    JoinRequest.objects.update(answered_at=timezone.now() - timedelta(days=days))
    ask()
    assert JoinRequest.objects.filter(state="pending").exists() is asks


def test_a_person_asks_a_limited_number_of_times_a_day(team, shown, ask, monkeypatch):
    monkeypatch.setattr(requests, "ASKED_PER_PERSON_AND_DAY", 1)
    JoinRequest.objects.create(
        base=team.elsewhere, user=team.people["stranger"], message="Bonjour"
    )
    ask()
    assert JoinRequest.objects.count() == 1


@pytest.mark.parametrize("role", ["administrator", "contributor", "reader"])
def test_a_request_is_accepted_with_a_role_and_an_answer(role, team, shown, ask, answer):
    ask()
    mail.outbox.clear()
    answer("accepter", role=role, answer="Bienvenue chez nous.")

    membership = Membership.objects.get(base=team.base, user=team.people["stranger"])
    assert membership.role == role
    assert membership.invited_by == team.people["administrator"]
    [message] = mail.outbox
    assert message.to == [team.people["stranger"].email]
    assert "Bienvenue chez nous." in message.body
    assert JoinRequest.objects.get().state == "accepted"


def test_a_request_is_refused_with_an_answer(team, shown, ask, answer, client):
    ask()
    mail.outbox.clear()
    answer("refuser", answer="Plutôt la base du Pays.")
    assert not Membership.objects.filter(
        base=team.base, user=team.people["stranger"]
    ).exists()
    [message] = mail.outbox
    assert "Plutôt la base du Pays." in message.body
    client.force_login(team.people["stranger"])
    assert "Plutôt la base du Pays." in client.get("/compte/").content.decode()


@pytest.mark.parametrize("data", [{"role": "owner"}, {}])
def test_a_request_is_not_accepted_with_another_role(data, team, shown, ask, answer):
    ask()
    assert answer("accepter", **data).context["form"].errors
    assert JoinRequest.objects.get().state == "pending"


@pytest.mark.parametrize("action", ["accepter", "refuser"])
def test_a_request_is_answered_once(action, team, shown, ask, answer, ask_as):
    ask()
    answer("refuser")
    asked = JoinRequest.objects.get()
    path = f"{team.base.url}demandes/{asked.pk}/{action}/"
    assert ask_as("owner", "post", path, {"role": "reader"}).status_code == 404


def test_a_request_is_withdrawn_by_who_asked_and_by_nobody_else(team, shown, ask, ask_as):
    ask()
    path = f"{team.base.url}demandes/{JoinRequest.objects.get().pk}/retirer/"
    for who in ("owner", "reader", "administrator elsewhere"):
        assert ask_as(who, "post", path).status_code == 404
    ask_as("stranger", "post", path)
    assert JoinRequest.objects.get().state == "withdrawn"


def test_my_account_forgets_the_name_of_a_base_that_hides_again(team, shown, ask, client):
    ask()
    client.force_login(team.people["stranger"])
    assert team.base.title in client.get("/compte/").content.decode()
    BaseSettings.objects.update(shown_when_closed=False)
    assert team.base.title not in client.get("/compte/").content.decode()


def test_who_is_accepted_while_an_invitation_waits_answers_it_too(
    team, shown, ask, answer
):
    stranger = team.people["stranger"]
    invitations.invite(
        team.base, [stranger.email], role="reader", message="", by=team.people["owner"]
    )
    ask()
    answer("accepter", role="contributor")
    assert not invitations.waiting().exists()


@pytest.mark.parametrize(
    ("who", "shown_to"), [("stranger", True), ("reader", False), ("superuser", False)]
)
def test_a_public_base_shows_the_way_to_ask_to_those_who_are_not_in_it(
    who, shown_to, team, ask_as
):
    team.base.view_restrictions.all().delete()
    page = ask_as(who, "get", team.base.url).content.decode()
    assert ("demandes/nouvelle/" in page) is shown_to


def test_a_person_who_asks_is_shown_with_what_they_declare(team, shown, ask, ask_as):
    actor_type = factories.ActorTypeFactory(name="Bibliothécaire")
    person = teams.person(actor_type=actor_type)
    asked = JoinRequest.objects.create(base=team.base, user=person, message=WORDS)
    page = ask_as("owner", "get", f"{team.base.url}demandes/{asked.pk}/")
    assert "Bibliothécaire" in page.content.decode()
    assert person.email not in page.content.decode()
