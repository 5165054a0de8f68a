import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from tests import factories
from tests.accounts.conftest import PASSWORD, link_in

CHANGE = "/compte/courriel/"
NEXT = "noe@ailleurs.example"


@pytest.fixture
def ask_change(client, person, sign_in):
    """Ask, as `person`, for another address, and give the password that this takes."""
    sign_in(person.email)

    def ask(email):
        return client.post(
            client.post(CHANGE, {"action_add": "", "email": email}).url,
            {"password": PASSWORD},
        )

    return ask


def test_a_change_of_address_takes_the_password(client, person, sign_in):
    sign_in(person.email)
    answer = client.post(CHANGE, {"action_add": "", "email": NEXT})
    assert answer.url.startswith("/compte/verification/")
    page = client.post(answer.url, {"password": "une autre phrase"})
    assert set(page.context["form"].errors) == {"password"}
    assert mail.outbox == []


def test_an_address_changes_once_the_next_one_is_confirmed(client, person, ask_change):
    ask_change(NEXT)
    person.refresh_from_db()
    assert person.email == "noe@atelier.example"
    assert NEXT in client.get(CHANGE).content.decode()

    [message] = mail.outbox
    assert message.to == [NEXT]
    client.post(link_in(message))

    person.refresh_from_db()
    assert person.email == NEXT
    [address] = EmailAddress.objects.filter(user=person)
    assert (address.email, address.verified, address.primary) == (NEXT, True, True)
    assert mail.outbox[1].to == ["noe@atelier.example"]


def test_a_change_of_address_can_be_given_up(client, person, ask_change):
    ask_change(NEXT)
    client.post(CHANGE, {"action_remove": "", "email": NEXT})
    [address] = EmailAddress.objects.filter(user=person)
    assert address.email == "noe@atelier.example"


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_address_of_another_account_is_never_taken(
    confirmed, client, person, ask_change
):
    other = factories.UserFactory(email="lea@atelier.example")
    EmailAddress.objects.create(user=other, email=other.email, verified=confirmed)

    ask_change("Lea@atelier.example")
    client.post(link_in(mail.outbox[0]), follow=True)

    assert User.objects.get(email=other.email) == other
    person.refresh_from_db()
    assert person.email == "noe@atelier.example"
    assert EmailAddress.objects.filter(email=other.email, verified=True).exists() is (
        confirmed
    )
