import pytest
from django.urls import reverse

from resources.models import CollectionItem
from tests import factories
from tests.resources.bodies import body_of

MOST_QUERIES_OF_A_FICHE = 12
READERS = ["anonymous", "member"]


@pytest.fixture
def full_fiche(resource, base):
    resource.body = body_of(
        ("section_title", {"text": "Avant"}),
        ("rich_text", f'<p><a linktype="page" id="{base.pk}">La base</a></p>'),
        ("quote", {"text": "Marteau"}),
    )
    resource.licence = factories.LicenceFactory()
    resource.themes = [factories.ThemeFactory()]
    resource.natures = [factories.NatureFactory()]
    resource.beneficiaries = [factories.AudienceFactory()]
    resource.keywords.add("messagerie")
    resource.save_revision().publish()
    return resource


@pytest.mark.parametrize("kind", READERS)
def test_a_fiche_is_read_in_few_queries(kind, full_fiche, read_as, count_queries):
    read = read_as(kind, full_fiche.url)
    assert count_queries(read) <= MOST_QUERIES_OF_A_FICHE


@pytest.mark.parametrize("kind", READERS)
def test_query_count_of_a_collection_does_not_grow_with_its_fiches(
    kind, base, read_as, count_queries
):
    collection = factories.CollectionPageFactory(parent=base)
    add_fiches(collection, base, 1)
    read = read_as(kind, collection.url)
    few = count_queries(read)
    add_fiches(collection, base, 5)
    assert count_queries(read) == few


def add_fiches(collection, base, count):
    for fiche in factories.ResourcePageFactory.create_batch(count, parent=base):
        CollectionItem.objects.create(
            collection=collection, item=fiche, position=fiche.pk
        )


@pytest.mark.parametrize("kind", READERS)
def test_query_count_of_collections_does_not_grow_with_them(
    kind, base, read_as, count_queries
):
    factories.CollectionPageFactory(parent=base)
    read = read_as(kind, reverse("collections"))
    few = count_queries(read)
    factories.CollectionPageFactory.create_batch(5, parent=base)
    assert count_queries(read) == few


@pytest.mark.parametrize("kind", READERS)
def test_query_count_of_a_theme_does_not_grow_with_its_fiches(
    kind, base, read_as, count_queries
):
    theme = factories.ThemeFactory()
    publish_with(theme, base, 1)
    read = read_as(kind, reverse("theme", args=[theme.slug]))
    few = count_queries(read)
    publish_with(theme, base, 5)
    assert count_queries(read) == few


def publish_with(theme, base, count):
    for fiche in factories.ResourcePageFactory.create_batch(count, parent=base):
        fiche.themes = [theme]
        fiche.save_revision().publish()


@pytest.mark.parametrize("kind", READERS)
def test_query_count_of_themes_does_not_grow_with_them(kind, read_as, count_queries):
    factories.ThemeFactory()
    read = read_as(kind, reverse("themes"))
    few = count_queries(read)
    factories.ThemeFactory.create_batch(5)
    assert count_queries(read) == few


@pytest.mark.parametrize("page", ["-1", "0", "abc", "999", "1.5", "9" * 400, "🪚"])
def test_a_wrong_page_number_shows_the_first_page_and_says_so(page, client, base):
    factories.CollectionPageFactory(parent=base, title="Le parcours du mardi")
    theme = factories.ThemeFactory()
    for path in (reverse("collections"), reverse("theme", args=[theme.slug])):
        response = client.get(path, {"page": page})
        assert response.status_code == 200
        assert response.context["page_obj"].number == 1
        assert 'class="notice' in response.content.decode()


def test_a_theme_that_does_not_exist_is_not_found(client, db):
    assert client.get(reverse("theme", args=["rien"])).status_code == 404
