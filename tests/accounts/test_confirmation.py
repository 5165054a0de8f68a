import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD, link_in

SIGN_UP = "/compte/inscription/"
SENT = "/compte/courriel/a-confirmer/"
ONE_DAY = 24 * 3600
EIGHT_DAYS = 8 * ONE_DAY


@pytest.fixture
def link(client, details):
    """The link of the mail that a new account gets."""
    client.post(SIGN_UP, details)
    return link_in(mail.outbox.pop())


def is_confirmed(details):
    return EmailAddress.objects.filter(email=details["email"], verified=True).exists()


def test_opening_the_link_confirms_nothing_and_its_button_does(
    client, details, link, sign_in, is_signed_in
):
    page = client.get(link)
    assert page.status_code == 200
    assert f'action="{link}" method="post"' in page.content.decode()
    assert not is_confirmed(details)

    assert client.post(link).url == "/compte/"
    assert is_confirmed(details)
    assert is_signed_in()


def test_elsewhere_than_where_one_signed_up_the_password_is_asked(details, link):
    other_device = Client()
    assert other_device.post(link).url == "/compte/connexion/"
    assert is_confirmed(details)
    assert other_device.get("/compte/").status_code == 302


@pytest.mark.parametrize("on_same_device", [True, False])
def test_the_page_that_one_came_for_is_found_again_after_the_mail(
    on_same_device, client, details
):
    client.post(f"{SIGN_UP}?next=/bases/", {**details, "next": "/bases/"})
    link = link_in(mail.outbox.pop())
    assert link.endswith("?next=%2Fbases%2F")

    browser = client if on_same_device else Client()
    assert 'name="next" value="/bases/"' in browser.get(link).content.decode()
    answer = browser.post(link.partition("?")[0], {"next": "/bases/"})

    there = "/bases/" if on_same_device else "/compte/connexion/?next=%2Fbases%2F"
    assert answer.url == there


def test_no_mail_leads_out_of_the_portal(client, details):
    client.post(SIGN_UP, {**details, "next": "https://ailleurs.example/"})
    assert "ailleurs" not in mail.outbox[0].body


def test_opening_the_link_does_not_make_another_that_lasts_longer(
    client, link, monkeypatch
):
    later = time.time() + ONE_DAY
    monkeypatch.setattr(time, "time", lambda: later)
    assert f'action="{link}" method="post"' in client.get(link).content.decode()


def test_opening_the_link_of_another_account_signs_nobody_out(details, link, person):
    reader = Client()
    reader.force_login(person)
    reader.get(link)
    assert reader.get("/compte/").status_code == 200


def test_an_unconfirmed_person_cannot_sign_in(
    client, details, link, sign_in, is_signed_in
):
    assert sign_in(details["email"]).url == SENT
    assert not is_signed_in()
    assert [message.to for message in mail.outbox] == [[details["email"]]]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("state", ["wrong", "expired", "reused"])
def test_a_link_that_serves_no_longer_says_so_and_shows_the_way_in(
    state, method, client, details, link, monkeypatch
):
    if state == "wrong":
        link = link.replace("/confirmer/", "/confirmer/x")
    elif state == "expired":
        later = time.time() + EIGHT_DAYS
        monkeypatch.setattr(time, "time", lambda: later)
    else:
        client.post(link)

    response = getattr(client, method)(link)

    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["confirmation"] is None
    assert '<a class="button button--primary" href="/compte/connexion/">' in page
    assert 'method="post"' not in page.split("<main")[1].split("</main>")[0]
    assert is_confirmed(details) is (state == "reused")


def test_confirming_does_not_open_again_an_account_that_was_closed(
    client, details, link, sign_in, is_signed_in
):
    User.objects.update(is_active=False)
    client.post(link)
    assert sign_in(details["email"], PASSWORD).url == "/compte/inactif/"
    assert client.get("/compte/inactif/").status_code == 200
    assert not is_signed_in()


def test_the_name_that_somebody_typed_is_not_mailed_to_a_stranger(client, details):
    client.post(SIGN_UP, {**details, "first_name": "Gagnez https://arnaque.example"})
    [message] = mail.outbox
    assert "arnaque" not in message.subject + str(message.message())
