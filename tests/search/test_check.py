"""`manage.py check_search`: where search differs from what is published, told and mended."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from search.models import Passage, SearchDocument
from tests import factories
from tests.resources.bodies import body_of

pytestmark = pytest.mark.django_db

TEXT = "<p>Ouvrir sa messagerie et répondre.</p>"


def _spoilt(fiche, **columns):
    SearchDocument.objects.filter(card=fiche.pk).update(**columns)


SPOILT = {
    "title": lambda fiche: _spoilt(fiche, title="autre"),
    "text": lambda fiche: _spoilt(fiche, body="autre"),
    "place in lists": lambda fiche: _spoilt(fiche, sort_title="autre"),
    "passages": lambda fiche: Passage.objects.filter(document__card=fiche.pk).update(
        text="Autre."
    ),
    "missing": lambda fiche: SearchDocument.objects.filter(card=fiche.pk).delete(),
}


def _check(*arguments):
    told = StringIO()
    call_command("check_search", *arguments, stdout=told, stderr=StringIO())
    return told.getvalue()


def test_what_is_right_is_not_told(base, resource):
    factories.CollectionPageFactory(parent=base)
    assert _check() == ""


@pytest.mark.parametrize("what", SPOILT)
def test_what_differs_is_told_and_mended(what, base):
    fiche = factories.ResourcePageFactory(parent=base, body=body_of(("rich_text", TEXT)))
    SPOILT[what](fiche)
    assert _check().startswith(f"{fiche.pk}: ")
    assert _check().startswith(f"{fiche.pk}: "), "to list changes nothing"
    _check("--apply")
    assert _check() == ""


def test_what_is_searched_is_in_the_language_of_the_portal_whoever_writes(base):
    tip = {"tone": "tip", "title": "", "text": TEXT}
    with translation.override("en"):
        factories.ResourcePageFactory(parent=base, body=body_of(("callout", tip)))
    with translation.override("fr"):
        assert _check() == ""


def test_what_is_not_published_has_no_document(base, resource):
    kept = SearchDocument.objects.get(card=resource.pk)
    resource.unpublish()
    kept.save()
    assert _check("--apply").startswith(f"{resource.pk}: ")
    assert not SearchDocument.objects.filter(card=resource.pk).exists()
