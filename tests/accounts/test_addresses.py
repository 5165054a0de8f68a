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


@pytest.fixture
def add_personal(client, person, ask_change):
    """Give `person` a personal address, as far as the mail that confirms it."""

    def add(email="noe@maison.example"):
        # The password was just asked: `ask_change` signed in.
        answer = client.post(CHANGE, {"action_personal": "", "personal-email": email})
        if answer.status_code == 302 and answer.url.startswith("/compte/verification/"):
            client.post(answer.url, {"password": PASSWORD})

    return add


PERSONAL = "noe@maison.example"


def addresses_of(person):
    rows = EmailAddress.objects.filter(user=person).order_by("email")
    return {row.email: (row.verified, row.primary) for row in rows}


def test_a_personal_address_stands_beside_the_main_one(
    client, person, add_personal, sign_in, is_signed_in
):
    add_personal()
    assert mail.outbox[0].to == [PERSONAL]
    assert PERSONAL in client.get(CHANGE).content.decode()
    client.post(link_in(mail.outbox[0]))

    person.refresh_from_db()
    assert person.email == "noe@atelier.example"
    assert addresses_of(person) == {
        "noe@atelier.example": (True, True),
        PERSONAL: (True, False),
    }
    client.post("/compte/deconnexion/")
    assert sign_in(PERSONAL).url == "/compte/"
    assert is_signed_in()


def test_a_personal_address_that_is_not_confirmed_opens_nothing(
    client, person, add_personal, sign_in, is_signed_in
):
    add_personal()
    client.post("/compte/deconnexion/")
    sign_in(PERSONAL)
    assert not is_signed_in()


def test_who_changes_employer_changes_the_main_address_and_keeps_the_personal_one(
    client, person, add_personal, ask_change
):
    add_personal()
    client.post(link_in(mail.outbox.pop()))
    client.post(CHANGE, {"action_add": "", "email": NEXT})
    client.post(link_in(mail.outbox.pop()))

    assert addresses_of(person) == {NEXT: (True, True), PERSONAL: (True, False)}
    person.refresh_from_db()
    assert (person.email, person.personal_email) == (NEXT, PERSONAL)


def test_the_two_addresses_may_change_places(client, person, add_personal):
    add_personal()
    client.post(link_in(mail.outbox.pop()))
    client.post(CHANGE, {"action_primary": "", "email": PERSONAL})
    person.refresh_from_db()
    assert (person.email, person.personal_email) == (PERSONAL, "noe@atelier.example")
    assert mail.outbox[-1].to == ["noe@atelier.example"]


def test_a_personal_address_is_replaced_and_removed(client, person, add_personal):
    add_personal()
    client.post(link_in(mail.outbox.pop()))
    add_personal("noe@autre.example")
    client.post(link_in(mail.outbox.pop()))
    assert list(addresses_of(person)) == ["noe@atelier.example", "noe@autre.example"]

    client.post(CHANGE, {"action_remove": "", "email": "noe@autre.example"})
    person.refresh_from_db()
    assert person.personal_email == ""
    assert list(addresses_of(person)) == ["noe@atelier.example"]


def test_the_main_address_cannot_be_removed(client, person, add_personal):
    add_personal()
    client.post(link_in(mail.outbox.pop()))
    client.post(CHANGE, {"action_remove": "", "email": "noe@atelier.example"})
    assert addresses_of(person)["noe@atelier.example"] == (True, True)


def test_the_personal_address_of_another_account_is_not_told(
    client, person, add_personal, settings
):
    other = factories.UserFactory(email="lea@atelier.example")
    EmailAddress.objects.create(user=other, email=other.email, verified=True)
    add_personal(other.email)
    page = client.get(CHANGE).content.decode()
    assert other.email in page
    client.post(link_in(mail.outbox[0]))
    assert EmailAddress.objects.get(email=other.email, verified=True).user == other


@pytest.mark.parametrize("asked", [("email", "add"), ("personal-email", "personal")])
def test_an_address_longer_than_what_is_kept_is_refused(asked, client, person, sign_in):
    sign_in(person.email)
    field, action = asked
    typed = f"{'a' * 245}@exemple.example"
    page = client.post(CHANGE, {f"action_{action}": "", field: typed})
    assert "254" in page.content.decode()
    assert not EmailAddress.objects.filter(user=person, primary=False).exists()
