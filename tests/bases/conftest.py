"""A document and an image of a base, fiches that give them, links that open these, a team."""

import pytest
from django.test import Client

from bases import visibility
from bases.models import Card
from bases.sharing import make_link, token_of
from resources.collecting import add_to_collection
from tests import factories
from tests.bases import teams
from tests.bases.reading import SHARED_WORDS
from tests.resources.bodies import body_of


@pytest.fixture
def document(base):
    return factories.DocumentFactory(base=base)


@pytest.fixture
def image(base):
    return factories.ImageFactory(base=base)


@pytest.fixture
def published(base, document, image):
    """A published fiche that gives the document and shows the image."""
    fiche = factories.ResourcePageFactory(parent=base)
    fiche.body = body_of(
        ("files", {"files": [{"document": document.pk, "title": "", "legend": ""}]}),
        ("image", {"image": image.pk, "caption": "", "alternative_text": ""}),
    )
    fiche.save_revision().publish()
    return fiche


@pytest.fixture
def team(base):
    """The team of `base`, which is private, and people who are not of it."""
    team = teams.team_of(base)
    visibility.set_visibility(base, visibility.Visibility.PRIVATE)
    return team


@pytest.fixture
def ask_as(team, django_capture_on_commit_callbacks):
    """Ask an address as somebody, by the name of who they are; their mails leave."""

    def ask(who, method, path, data=None, *, checks=False):
        client = Client(enforce_csrf_checks=checks)
        if who != "anonymous":
            client.force_login(team.people[who])
        with django_capture_on_commit_callbacks(execute=True):
            return getattr(client, method)(path, data)

    return ask


@pytest.fixture
def administrator(base):
    return factories.MembershipFactory(base=base, role="administrator").user


@pytest.fixture
def fiche(base, document, image):
    """A closed base's published fiche, with an image and a document."""
    fiche = factories.ResourcePageFactory(
        parent=base,
        title="Ouvrir une boîte",
        slug="boite",
        summary=SHARED_WORDS,
        cover=image,
    )
    fiche.body = body_of(
        ("files", {"files": [{"document": document.pk, "title": "", "legend": ""}]}),
        ("image", {"image": image.pk, "caption": "", "alternative_text": ""}),
    )
    fiche.save_revision().publish()
    return fiche


@pytest.fixture
def other_fiche(base):
    return factories.ResourcePageFactory(
        parent=base, title="Une autre fiche fermée", slug="autre"
    )


@pytest.fixture
def collection(base, fiche, other_fiche):
    """A collection of a closed base: one fiche of the base, one of another closed base."""
    collection = factories.CollectionPageFactory(
        parent=base, title="Pour commencer", slug="pour-commencer"
    )
    elsewhere = factories.ResourcePageFactory(title="Fiche fermée d’ailleurs")
    visibility.set_visibility(
        elsewhere.get_parent().specific, visibility.Visibility.PRIVATE
    )
    add_to_collection(collection, fiche)
    add_to_collection(collection, elsewhere)
    return collection


@pytest.fixture
def share(base, administrator, restrict):
    """Close the base, and return the address of a new link to one of its pages."""
    restrict(base)

    def shared(page, *, made_by=administrator, days=30):
        page.card = Card.objects.get(pk=page.pk)
        link = make_link(page, made_by=made_by, label="Mairie", days=days)
        return f"/lien/{token_of(link)}/"

    return shared
