"""A document and an image of a base, a fiche that gives both, and a team."""

import pytest
from django.test import Client

from bases import visibility
from tests import factories
from tests.bases import teams
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
