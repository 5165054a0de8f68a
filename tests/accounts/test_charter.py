import datetime

import pytest
from django.utils import timezone

from accounts.models import CharterVersion

CHARTER = "/compte/connexion/charte/"


@pytest.fixture
def newer(person):
    """A charter that takes effect after `person` came."""
    return CharterVersion.objects.create(
        name="2027-01", changes="Vos fiches se déposent aussi par archive."
    )


def test_a_newer_charter_is_asked_at_the_next_sign_in(
    client, person, newer, sign_in, is_signed_in
):
    assert sign_in(person.email, next="/bases/").url == CHARTER
    assert not is_signed_in()
    page = client.get(CHARTER).content.decode()
    assert "Vos fiches se déposent aussi par archive." in page
    assert 'href="/charte/"' in page

    refused = client.post(CHARTER, {})
    assert set(refused.context["form"].errors) == {"charter"}
    assert not is_signed_in()

    assert client.post(CHARTER, {"charter": "on"}).url == "/bases/"
    assert is_signed_in()
    person.refresh_from_db()
    assert person.charter_version == newer.name
    assert person.charter_accepted_at > newer.in_force_at


def test_it_is_asked_once(client, person, newer, sign_in, is_signed_in):
    sign_in(person.email)
    client.post(CHARTER, {"charter": "on"})
    client.post("/compte/deconnexion/")
    assert sign_in(person.email).url == "/compte/"


def test_whoever_gives_up_is_not_signed_in(client, person, newer, sign_in, is_signed_in):
    sign_in(person.email)
    client.post("/compte/deconnexion/")
    assert client.get(CHARTER).url == "/compte/connexion/"
    assert not is_signed_in()


def test_whoever_came_before_it_and_accepted_none_is_asked_too(person, newer, sign_in):
    person.charter_version, person.charter_accepted_at = "", None
    person.save()
    assert sign_in(person.email).url == CHARTER


def test_a_charter_that_takes_effect_later_is_not_asked_yet(person, newer, sign_in):
    newer.in_force_at = timezone.now() + datetime.timedelta(days=1)
    newer.save()
    assert sign_in(person.email).url == "/compte/"


def test_nobody_reaches_the_page_without_signing_in(client, db):
    assert client.get(CHARTER).url == "/compte/connexion/"
    assert client.post(CHARTER, {"charter": "on"}).url == "/compte/connexion/"


def test_staff_write_versions_and_delete_none(client, visitors):
    client.force_login(visitors["superuser"])
    listing = "/admin/accounts/charterversion/"
    assert "2026-11" in client.get(listing).content.decode()
    client.post(
        f"{listing}create/",
        {"name": "2027-02", "changes": "", "in_force_at": "01/02/2027 08:00"},
    )
    made = CharterVersion.objects.get(name="2027-02")
    assert client.post(f"{listing}delete/{made.pk}/").status_code in {302, 403}
    assert CharterVersion.objects.filter(pk=made.pk).exists()
