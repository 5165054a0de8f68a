import pytest
from django.core import mail
from django.test import Client

from tests.accounts.conftest import PASSWORD, link_in

FORGOTTEN = "/compte/mot-de-passe/oubli/"
CHANGE = "/compte/mot-de-passe/"
NEXT = "une phrase encore plus longue"


def ask_reset(client, email):
    client.post(FORGOTTEN, {"email": email})
    return link_in(mail.outbox.pop())


def test_the_answer_is_the_same_whether_the_address_is_known_or_not(client, person):
    known = client.post(FORGOTTEN, {"email": "Noe@Atelier.example"}, follow=True)
    unknown = client.post(FORGOTTEN, {"email": "personne@atelier.example"}, follow=True)

    assert known.content == unknown.content
    assert known.redirect_chain == unknown.redirect_chain
    assert [message.to for message in mail.outbox] == [
        ["noe@atelier.example"],
        ["personne@atelier.example"],
    ]
    assert "/compte/inscription/" in mail.outbox[1].body


def test_a_forgotten_password_is_chosen_again_through_a_mail(
    client, person, sign_in, is_signed_in
):
    page = client.get(ask_reset(client, person.email), follow=True)
    assert list(page.context["form"].fields) == ["password1"]

    action = page.context["action_url"]
    assert client.post(action, {"password1": "court"}).context["form"].errors
    assert client.post(action, {"password1": NEXT}).status_code == 302

    assert not is_signed_in()
    assert sign_in(person.email, PASSWORD).status_code == 200
    assert sign_in(person.email, NEXT).url == "/compte/"
    assert [message.to for message in mail.outbox] == [[person.email]]


@pytest.mark.parametrize("state", ["wrong", "reused", "expired"])
def test_a_reset_link_that_serves_no_longer_says_so(state, client, person, settings):
    link = ask_reset(client, person.email)
    if state == "wrong":
        link = f"{link[:-2]}x/"
    elif state == "reused":
        action = client.get(link, follow=True).context["action_url"]
        client.post(action, {"password1": NEXT})
    else:
        settings.PASSWORD_RESET_TIMEOUT = -1

    page = client.get(link, follow=True)

    assert page.context["token_fail"]
    assert f'href="{FORGOTTEN}"' in page.content.decode()


def test_a_closed_account_is_not_opened_through_the_forgotten_password(client, person):
    person.is_active = False
    person.save()
    client.post(FORGOTTEN, {"email": person.email})
    [message] = mail.outbox
    assert "/compte/inscription/" in message.body


def test_changing_a_password_takes_the_current_one_and_tells_by_mail(
    client, person, sign_in, is_signed_in
):
    sign_in(person.email)

    refused = client.post(CHANGE, {"oldpassword": "autre", "password1": NEXT})
    assert set(refused.context["form"].errors) == {"oldpassword"}

    assert client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEXT}).url == (
        "/compte/"
    )
    assert is_signed_in()
    person.refresh_from_db()
    assert person.check_password(NEXT)
    assert [message.to for message in mail.outbox] == [[person.email]]


def test_changing_a_password_signs_the_other_devices_out(client, person, sign_in):
    elsewhere = Client()
    elsewhere.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})
    assert elsewhere.get("/compte/").status_code == 200

    sign_in(person.email)
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEXT})

    assert elsewhere.get("/compte/").status_code == 302
