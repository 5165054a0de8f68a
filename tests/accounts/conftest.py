"""People who come to the doors of accounts."""

import re

import pytest

from accounts.charter import accept_charter
from accounts.confirmation import vouch_for_address
from accounts.models import User
from tests import factories

PASSWORD = "une phrase bien assez longue"


def link_in(message):
    """Return the path of the first link of a mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


@pytest.fixture
def details(db):
    """What a person types to create an account."""
    return {
        "first_name": "Nadia",
        "last_name": "Belkacem-Lefèvre",
        "email": "nadia@mediation.example",
        "actor_type": factories.ActorTypeFactory().pk,
        "territory": factories.TerritoryFactory().pk,
        "password1": PASSWORD,
        "charter": "on",
    }


@pytest.fixture
def person(db):
    """Somebody whose address is confirmed."""
    person = User.objects.create_user(
        "noe@atelier.example", PASSWORD, first_name="Noé", last_name="Garnier"
    )
    accept_charter(person)
    person.save()
    vouch_for_address(person)
    return person


@pytest.fixture
def sign_in(client):
    """Sign in through the page, and return its answer."""

    def sign(email, password=PASSWORD, **extra):
        return client.post(
            "/compte/connexion/", {"login": email, "password": password, **extra}
        )

    return sign


@pytest.fixture
def is_signed_in(client):
    """Say whether the browser is signed in."""

    def answer():
        return client.get("/compte/").status_code == 200

    return answer
