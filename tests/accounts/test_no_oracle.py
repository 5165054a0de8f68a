"""No address of the portal says whether somebody has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import PASSWORD

KNOWN = "noe@atelier.example"
PENDING = "eve@atelier.example"
PERSONAL = "noe@maison.example"
CLOSED = "max@atelier.example"
UNKNOWN = "aya@atelier.example"
CHANGE = "/compte/courriel/"


def sign_up(browser, email, details):
    return browser.post("/compte/inscription/", {**details, "email": email}, follow=True)


def sign_in(browser, email, details):
    typed = {"login": email, "password": "une phrase qui n’est pas la bonne"}
    return browser.post("/compte/connexion/", typed, follow=True)


def ask_reset(browser, email, details):
    return browser.post("/compte/mot-de-passe/oubli/", {"email": email}, follow=True)


def ask_code(browser, email, details):
    return browser.post("/compte/connexion/code/", {"email": email}, follow=True)


def change_address(browser, email, details):
    return _add(browser, {"action_add": "", "email": email})


def add_personal_address(browser, email, details):
    return _add(browser, {"action_personal": "", "personal-email": email})


def _add(browser, posted):
    User.objects.create_user("lea@atelier.example", PASSWORD)
    other = User.objects.get(email="lea@atelier.example")
    EmailAddress.objects.create(
        user=other, email=other.email, verified=True, primary=True
    )
    browser.post("/compte/connexion/", {"login": other.email, "password": PASSWORD})
    answer = browser.post(CHANGE, posted)
    mail.outbox.clear()
    page = browser.post(answer.url, {"password": PASSWORD}, follow=True)
    EmailAddress.objects.filter(user=other).delete()
    other.delete()
    return page


class CountedHasher(PBKDF2PasswordHasher):
    """Hashes at once, and says how often it was asked to."""

    iterations = 1
    hashed = []

    def encode(self, password, salt, iterations=None):
        self.hashed.append(password)
        return super().encode(password, salt, iterations)


# What each door answers, and how many mails it sends, to whom.
DOORS = {
    "sign up": sign_up,
    "sign in": sign_in,
    "ask for a new password": ask_reset,
    "ask for a code": ask_code,
    "change one's address": change_address,
    "add a personal address": add_personal_address,
}


@pytest.fixture
def people(person):
    """Somebody with two addresses, somebody unconfirmed, somebody whom staff closed."""
    EmailAddress.objects.create(user=person, email=PERSONAL, verified=True)
    User.objects.filter(pk=person.pk).update(personal_email=PERSONAL)
    pending = User.objects.create_user(PENDING, PASSWORD)
    EmailAddress.objects.create(user=pending, email=PENDING, primary=True)
    closed = User.objects.create_user(CLOSED, PASSWORD, is_active=False)
    EmailAddress.objects.create(user=closed, email=CLOSED, verified=True, primary=True)


def told(answer, email):
    """Return what a person is answered, without what changes at each request."""
    page = answer.content.decode().replace(email, "ADRESSE")
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return answer.status_code, [each for each, _code in answer.redirect_chain], page


@pytest.mark.parametrize("door", DOORS)
def test_every_address_gets_the_same_answer_and_one_mail(door, details, people, subtests):
    answers = {}
    for email in (KNOWN, PENDING, PERSONAL, CLOSED, UNKNOWN):
        mail.outbox.clear()
        answer = DOORS[door](Client(), email, details)
        answers[email] = (told(answer, email), [message.to for message in mail.outbox])
    expected = answers.pop(UNKNOWN)
    for email, (answer, mails) in answers.items():
        with subtests.test(email=email):
            assert answer == expected[0]
            assert mails == [[email] for _mail in expected[1]]


@pytest.mark.parametrize("door", ["sign up", "sign in"])
def test_a_password_is_hashed_as_often_whether_the_address_is_known_or_not(
    door, details, people, settings
):
    settings.PASSWORD_HASHERS = ["tests.accounts.test_no_oracle.CountedHasher"]
    for each in User.objects.all():
        each.set_password(PASSWORD)
        each.save()
    counts = {}
    for email in (KNOWN, UNKNOWN):
        CountedHasher.hashed.clear()
        DOORS[door](Client(), email, details)
        counts[email] = len(CountedHasher.hashed)
    assert counts[KNOWN] == counts[UNKNOWN] > 0
