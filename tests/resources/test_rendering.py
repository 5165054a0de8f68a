import pytest
from django.core.management import call_command

from resources.models import RenderedBody
from tests import factories
from tests.resources.bodies import body_of

QUOTE = ("quote", {"text": "Elle envoie ses photos toute seule."})


@pytest.fixture
def fiche(base):
    """A published fiche, whose kept HTML was made by other templates."""
    fiche = factories.ResourcePageFactory(parent=base, body=body_of(QUOTE))
    RenderedBody.objects.update(html="<p>d’un gabarit qui n’existe plus</p>")
    return fiche


def test_rendering_again_replaces_what_other_templates_made(fiche, client):
    assert "Elle envoie ses photos" not in client.get(fiche.url).content.decode()

    call_command("render_bodies")

    assert "Elle envoie ses photos" in client.get(fiche.url).content.decode()


def test_a_fiche_that_is_not_published_has_nothing_rendered(fiche):
    factories.ResourcePageFactory(live=False, body=body_of(QUOTE))

    call_command("render_bodies")

    assert list(RenderedBody.objects.values_list("page", flat=True)) == [fiche.pk]


def test_rendering_may_be_asked_for_twice_and_says_how_many_on_the_standard_error(
    fiche, capsys
):
    call_command("render_bodies")
    call_command("render_bodies")

    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "1 fiche(s) rendered\n" * 2
