import pytest

from home.models import HomePage, Selection, SelectionItem
from tests import factories

READERS = ["anonymous", "member"]


@pytest.fixture
def feature():
    """Feature pages on the front page, in a selection of their own."""

    def make(*pages):
        selection = Selection.objects.create(title="À la une")
        selection.items = [SelectionItem(page=page) for page in pages]
        selection.save()

    return make


@pytest.mark.parametrize("kind", READERS)
def test_query_count_does_not_grow_with_what_the_front_page_shows(
    kind, base, client, visitors, feature, count_queries
):
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])

    def read():
        assert client.get("/").status_code == 200

    fill(base, feature, 1)
    read()
    few = count_queries(read)
    for other in factories.BasePageFactory.create_batch(3):
        fill(other, feature, 2)
    assert count_queries(read) == few


def fill(base, feature, count):
    fiches = factories.ResourcePageFactory.create_batch(count, parent=base)
    collections = factories.CollectionPageFactory.create_batch(count, parent=base)
    feature(*fiches, *collections, base)
    factories.ThemeFactory.create_batch(count)


def test_the_front_page_shows_its_promise_and_its_examples(client, db):
    HomePage.objects.update(
        promise="Servez-vous", promise_marked="ici", search_examples="tablette, , mandat"
    )
    page = client.get("/").content.decode()
    assert "Servez-vous" in page
    assert "?q=tablette" in page
    assert "?q=mandat" in page
    assert page.count("?q=") == 2
