"""Fiches found inside one base, on its own page."""

import pytest
from django.utils.timezone import localdate

from tests import factories


@pytest.fixture
def theme(db):
    return factories.ThemeFactory(name="Courriel", slug="courriel")


@pytest.fixture
def fiches(base, theme):
    """Two fiches of the base, the first on the theme, and one elsewhere."""
    first = factories.ResourcePageFactory(parent=base, title="Écrire un courriel")
    second = factories.ResourcePageFactory(parent=base, title="Une clé pour copier")
    first.themes = [theme]
    second.level = "beginner"
    for page in (first, second):
        page.save_revision().publish()
    factories.ResourcePageFactory(title="Écrire ailleurs")
    return [first.title, second.title]


ASKED = {
    "tri=recent": [1, 0],
    "tri=titre": [0, 1],
    "q=ecrire": [0],
    "q=CLES": [1],
    "theme=courriel": [0],
    "niveau=debutant": [1],
    "annee={year}&exact=1&tri=titre": [0, 1],
    "langue=fr&q=cle": [1],
    "theme=courriel&q=cle": [],
    "tri=titre&page=1": [0, 1],
    "q=ecrire&type=bases": [0],
}


@pytest.mark.parametrize("asked", ASKED)
def test_a_base_is_searched_filtered_and_sorted_on_its_own_page(
    asked, client, base, fiches
):
    page = client.get(f"{base.url}?{asked.format(year=localdate().year)}")
    found = [card["title"] for card in page.context["page_obj"].object_list]
    assert found == [fiches[place] for place in ASKED[asked]]
    assert "Écrire ailleurs" not in page.content.decode()


def test_the_filters_are_those_that_fiches_of_the_base_have(client, base, fiches):
    factories.ThemeFactory(name="Jamais pris", slug="jamais")
    page = client.get(f"{base.url}?tri=recent").content.decode()
    assert "Courriel" in page
    assert "Jamais pris" not in page


def test_a_filter_is_removed_and_the_order_is_kept(client, base, fiches):
    page = client.get(f"{base.url}?theme=courriel&tri=titre").content.decode()
    assert f'class="chip" href="{base.url}?tri=titre#resultats"' in page


@pytest.mark.parametrize(
    "asked", ["tri=autre", "theme=inconnu", "page=x", "page=99", "q=" + "a" * 300]
)
def test_what_is_not_understood_is_told(asked, client, base, fiches):
    page = client.get(f"{base.url}?{asked}")
    assert page.status_code == 200
    assert 'class="notice' in page.content.decode()


def test_an_empty_answer_says_what_to_do(client, base, fiches):
    page = client.get(f"{base.url}?q=introuvable").content.decode()
    assert 'href="/recherche/?q=introuvable"' in page
    assert f'href="{base.url}"' in page


def test_a_base_finds_for_a_reader_what_they_may_open(client, base, fiches, restrict):
    closed = factories.ResourcePageFactory(parent=base, title="Écrire entre nous")
    closed.themes = [factories.ThemeFactory(name="Secret", slug="secret")]
    closed.save_revision().publish()
    restrict(closed)
    page = client.get(f"{base.url}?q=ecrire").content.decode()
    assert closed.title not in page
    assert "Secret" not in page


def test_queries_of_a_search_inside_do_not_grow(base, fiches, read_as, count_queries):
    read = read_as("member", f"{base.url}?q=ecrire&theme=courriel")
    few = count_queries(read)
    for page in factories.ResourcePageFactory.create_batch(4, parent=base):
        page.themes = [factories.ThemeFactory()]
        page.save_revision().publish()
    read()
    assert count_queries(read) == few
