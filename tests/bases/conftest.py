"""A document and an image of a base, and a fiche that gives both."""

import pytest

from tests import factories
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
