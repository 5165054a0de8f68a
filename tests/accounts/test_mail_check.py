"""Who has neither a password nor a second factor shows by a mail that it is them."""

import re
import time
from urllib.parse import quote

import pytest
from django.core import mail

from accounts.confirmation import vouch_for_address
from accounts.models import User
from tests import factories
from tests.accounts.conftest import PASSWORD

CHECK = "/compte/verification/courriel/"
LEAVE = "/compte/donnees/suppression/"
GUARDED = {
    "/compte/donnees/archive/": {},
    LEAVE: {"confirmation": "supprimer"},
    "/compte/courriel/": {"email": "autre@exemple.test", "action_add": ""},
    "/compte/mot-de-passe/definir/": {"password1": PASSWORD},
    "/compte/securite/application/activer/": {"code": "123456"},
}


@pytest.fixture
def person(db):
    """Somebody who signs in through another service."""
    person = factories.UserFactory()
    person.set_unusable_password()
    person.save()
    vouch_for_address(person)
    return person


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    """Ask for a code, and return the one of the mail, if there is one."""

    def send(**typed):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(CHECK, {"send": "1", **typed})
        found = re.search(r"\b\d{6}\b", mail.outbox[-1].body) if mail.outbox else None
        return found and found[0]

    return send


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_what_matters_asks_for_a_code_sent_by_mail(client, person):
    client.force_login(person)
    for path, typed in GUARDED.items():
        answer = client.post(path, typed)
        assert answer.url == f"{CHECK}?next={quote(path, safe='')}", path
    page = client.get(answer.url)
    assert "code" in page.content.decode()
    assert not mail.outbox
    for path in ("/compte/courriel/", LEAVE):
        assert client.get(path).status_code == 200
    assert User.objects.filter(pk=person.pk).exists()


def test_the_code_goes_on_with_what_was_asked(
    client, person, ask, django_capture_on_commit_callbacks
):
    client.force_login(person)
    client.post(LEAVE, {"confirmation": "supprimer"})
    code = ask(next=LEAVE)
    assert mail.outbox[-1].to == [person.email]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(CHECK, {"code": f" {code[:3]} {code[3:]}", "next": LEAVE})
    assert answer.url == "/compte/supprime/"
    assert not User.objects.filter(pk=person.pk).exists()


def test_a_code_given_once_serves_for_a_few_minutes(client, person, ask, monkeypatch):
    client.force_login(person)
    client.post(CHECK, {"code": ask()})
    page = client.post(LEAVE, {"confirmation": "non"})
    assert page.context["form"].errors
    later = time.time() + 6 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(LEAVE, {"confirmation": "non"}).url.startswith(CHECK)


def test_a_wrong_code_is_told_three_times_then_another_is_needed(client, person, ask):
    client.force_login(person)
    code = ask()
    for _attempt in range(3):
        page = client.post(CHECK, {"code": wrong(code)})
        assert set(page.context["form"].errors) == {"code"}
    assert client.post(CHECK, {"code": code}).status_code == 200
    assert client.post(CHECK, {"code": ask()}).status_code == 302


def test_a_code_serves_for_fifteen_minutes_and_in_one_session(
    client, person, ask, monkeypatch
):
    client.force_login(person)
    code = ask()
    client.logout()
    client.force_login(person)
    assert client.post(CHECK, {"code": code}).status_code == 200
    code = ask()
    later = time.time() + 16 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(CHECK, {"code": code}).status_code == 200


def test_codes_leave_five_times_an_hour(client, person, ask):
    client.force_login(person)
    for _time in range(7):
        ask()
    assert len(mail.outbox) == 5


def test_who_has_a_password_gives_it_and_no_code(client, person):
    person.set_password(PASSWORD)
    person.save()
    client.force_login(person)
    assert client.post(LEAVE).url.startswith("/compte/verification/?")
