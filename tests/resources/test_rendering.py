import pytest
from django.core.management import call_command
from django.utils import translation

from resources.models import RenderedBody
from tests import factories
from tests.resources.bodies import body_of


@pytest.fixture
def written(resource):
    """A published fiche with a text."""
    resource.body = body_of(("rich_text", "<p>Bonjour à tous !</p>"))
    resource.save_revision().publish()
    return resource


def test_a_published_fiche_is_read_from_what_was_rendered(written, client):
    RenderedBody.objects.filter(page=written).update(html="<p>Gardé</p>")
    assert "Gardé" in client.get(written.url).content.decode()


def test_a_fiche_without_a_rendered_body_is_rendered_when_it_is_read(written, client):
    RenderedBody.objects.all().delete()
    assert "Bonjour" in client.get(written.url).content.decode()


def test_an_unpublished_fiche_keeps_no_rendered_body(written):
    written.unpublish()
    assert not RenderedBody.objects.filter(page=written).exists()


def test_every_published_fiche_is_rendered_again_on_demand(written, capsys):
    factories.ResourcePageFactory(parent=written.get_parent(), live=False)
    RenderedBody.objects.update(html="<p>Ancien gabarit</p>")
    call_command("render_bodies")
    assert "Bonjour" in RenderedBody.objects.get().html
    assert "1 fiche(s)" in capsys.readouterr().err


def test_french_spaces_keep_their_sign(written):
    assert "tous\u202f!" in RenderedBody.objects.get(page=written).html


def test_a_body_is_rendered_in_the_language_of_its_content(resource):
    resource.body = body_of(
        ("dated_list", {"entries": [{"date": "2026-03-01", "title": "Lettre"}]})
    )
    with translation.override("en"):
        resource.save_revision().publish()
    assert "Mars 2026" in RenderedBody.objects.get(page=resource).html
