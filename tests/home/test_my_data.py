import io
import json
import zipfile

import pytest
from django.apps import apps
from wagtail.models import Page

from accounts.archive import ARCHIVES_A_DAY
from accounts.confirmation import vouch_for_address
from accounts.models import User
from accounts.personal_data import covered
from bases.models import Invitation, JoinRequest
from search.models import SavedSearch
from search.saving import save
from tests import factories
from tests.accounts.conftest import PASSWORD

ARCHIVE = "/compte/donnees/archive/"


@pytest.fixture
def person(db):
    person = User.objects.create_user(
        "noe@atelier.example", PASSWORD, first_name="Noé", last_name="Garnier"
    )
    vouch_for_address(person)
    return person


@pytest.fixture
def take(client):
    """Ask for the archive as somebody, give the password, and return the answer."""

    def ask(person):
        client.force_login(person)
        asked = client.post(ARCHIVE)
        assert asked.url.startswith("/compte/verification/")
        return client.post(asked.url, {"password": PASSWORD})

    return ask


def opened(response):
    # Read to its end, a response closes its file.
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def rows(archive, name):
    return json.loads(archive.read(f"donnees/{name}.json"))


def test_the_archive_holds_what_is_about_me_and_a_page_that_reads_it(take, person, base):
    factories.MembershipFactory(base=base, user=person)
    factories.ResourcePageFactory(parent=base, owner=person, title="Ma fiche")
    factories.ResourcePageFactory(parent=base, title="Fiche d’une autre")
    factories.CollectionPageFactory(parent=base, owner=person, title="Ma collection")
    draft = factories.ResourcePageFactory(parent=base, owner=person, live=False)
    draft.title = "Mon brouillon"
    draft.save_revision(user=person)
    factories.DocumentFactory(uploaded_by_user=person, base=base)

    response = take(person)
    assert "no-store" in response.headers["Cache-Control"]
    archive = opened(response)

    assert rows(archive, "compte")[0]["email"] == person.email
    assert [row["title"] for row in rows(archive, "fiches")] == ["Ma fiche"]
    assert [row["title"] for row in rows(archive, "collections")] == ["Ma collection"]
    assert [row["title"] for row in rows(archive, "brouillons")] == ["Mon brouillon"]
    assert [row["base"] for row in rows(archive, "equipes")] == [base.title]
    assert archive.read("fichiers/documents/1-memo.pdf").startswith(b"%PDF")
    index = archive.read("index.html").decode()
    assert "Ma fiche" in index
    assert 'href="donnees/fiches.json"' in index


def test_the_archive_tells_nothing_of_others_nor_of_what_closed(
    take, person, base, restrict
):
    other = factories.UserFactory(first_name="Yasmina", email="yasmina@exemple.test")
    membership = factories.MembershipFactory(base=base, user=person, invited_by=other)
    Invitation.objects.create(
        base=base,
        email=other.email,
        role="reader",
        invited_by=person,
        nonce="a" * 32,
        expires_at=person.date_joined,
    )
    JoinRequest.objects.create(
        base=base, user=person, message="Bonjour", answered_by=other
    )
    factories.ResourcePageFactory(parent=base, owner=person, title="Fiche secrète")
    factories.DocumentFactory(uploaded_by_user=person, base=base, title="Mémo secret")
    restrict(base)
    membership.delete()

    archive = opened(take(person))
    text = "".join(archive.read(name).decode() for name in archive.namelist())

    for hidden in ("Yasmina", "yasmina@", "secr", base.title):
        assert hidden not in text
    assert "Bonjour" in text


def test_the_archive_is_given_a_few_times_a_day(take, client, person):
    opened(take(person))
    for _ in range(ARCHIVES_A_DAY - 1):
        opened(client.post(ARCHIVE))
    assert client.post(ARCHIVE).url == "/compte/donnees/"
    assert client.get(ARCHIVE).status_code == 405


def test_every_field_that_points_at_a_person_is_in_the_archive_or_left_out_with_a_reason():
    fields = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in model._meta.get_fields(include_hidden=True)
        if field.concrete
        and field.related_model
        and issubclass(field.related_model, User)
        and not (issubclass(model, Page) and model is not Page)
    }
    assert fields - covered.keys() == set()


def test_saved_searches_go_into_the_archive_and_with_the_account(take, person):
    save(person, "q=messagerie", name="Une", alerts=True)
    save(factories.UserFactory(), "q=secret", name="Autre")
    archive = opened(take(person))
    [row] = rows(archive, "recherches")
    assert (row["name"], row["question"]) == ("Une", "q=messagerie")
    assert "Mes recherches enregistrées" in archive.read("index.html").decode()
    User.objects.get(pk=person.pk).delete()
    assert [search.name for search in SavedSearch.objects.all()] == ["Autre"]
