import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from tests.accounts.conftest import PASSWORD

ASK = "/compte/connexion/code/"
TYPE = "/compte/connexion/code/saisir/"


@pytest.fixture
def ask(client):
    """Ask for a code, and return the one of the mail."""

    def ask_code(email, **extra):
        answer = client.post(ASK, {"email": email, **extra})
        assert answer.url.startswith(TYPE)
        found = re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)
        return found[0] if found else None

    return ask_code


def without_tokens(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_six_figures_sign_in_without_a_password(client, person, ask, is_signed_in):
    code = ask("NOE@atelier.example")
    assert mail.outbox[-1].to == ["noe@atelier.example"]
    assert client.post(TYPE, {"code": f" {code[:3]} {code[3:]}"}).url == "/compte/"
    assert is_signed_in()


def test_a_code_goes_on_to_the_page_asked_for(client, person, ask):
    code = ask(person.email, next="/bases/")
    assert client.post(TYPE, {"code": code, "next": "/bases/"}).url == "/bases/"


def test_an_unknown_address_gets_the_same_page_and_a_mail_that_says_so(
    client, person, ask
):
    ask(person.email)
    known = without_tokens(client.get(TYPE))
    client.cookies.clear()
    assert ask("personne@atelier.example") is None
    unknown = without_tokens(client.get(TYPE))
    assert unknown.replace("personne@", "noe@") == known
    assert "/compte/inscription/" in mail.outbox[-1].body


def test_a_wrong_code_is_told_three_times_then_another_is_needed(
    client, person, ask, is_signed_in
):
    code = ask(person.email)
    for _attempt in range(2):
        page = client.post(TYPE, {"code": wrong(code)})
        assert set(page.context["form"].errors) == {"code"}
    assert client.post(TYPE, {"code": wrong(code)}).url == ASK
    assert client.post(TYPE, {"code": code}).url == ASK
    assert not is_signed_in()


def test_a_code_serves_once_and_for_fifteen_minutes(
    client, person, ask, is_signed_in, monkeypatch
):
    code = ask(person.email)
    client.post(TYPE, {"code": code})
    client.post("/compte/deconnexion/")
    assert client.post(TYPE, {"code": code}).url == ASK

    code = ask(person.email)
    later = time.time() + 16 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(TYPE, {"code": code}).url == ASK
    assert not is_signed_in()


def test_another_code_is_sent_where_one_asks_and_the_first_serves_no_longer(
    client, person, ask, is_signed_in
):
    first = ask(person.email)
    client.post(TYPE, {"action": "resend"})
    second = re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]
    if first != second:
        client.post(TYPE, {"code": first})
        assert not is_signed_in()
    client.post(TYPE, {"code": second})
    assert is_signed_in()


def test_a_code_opens_no_account_that_was_closed(client, person, ask, is_signed_in):
    User.objects.update(is_active=False)
    assert ask(person.email) is None
    assert not is_signed_in()


def test_a_code_confirms_the_address_that_got_it(client, ask, is_signed_in, db):
    person = User.objects.create_user("lea@atelier.example", PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    client.post(TYPE, {"code": ask("lea@atelier.example")})
    assert is_signed_in()
