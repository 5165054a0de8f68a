import pytest
from wagtail.models import Site

from bases.models import BaseIndexPage
from tests import factories

MOST_QUERIES_OF_A_BASE = 12
READERS = ["anonymous", "member"]


@pytest.mark.parametrize("kind", READERS)
def test_query_count_of_a_base_is_small_and_does_not_grow_with_what_it_holds(
    kind, base, read_as, count_queries
):
    fill(base, 1)
    read = read_as(kind, base.url)
    few = count_queries(read)
    fill(base, 4)
    assert count_queries(read) == few
    assert few <= MOST_QUERIES_OF_A_BASE


def fill(base, count):
    factories.ResourcePageFactory.create_batch(count, parent=base)
    factories.CollectionPageFactory.create_batch(count, parent=base)


@pytest.mark.parametrize("kind", READERS)
def test_query_count_of_bases_does_not_grow_with_them(kind, read_as, count_queries):
    read = read_as(kind, BaseIndexPage.objects.get().url)
    few = count_queries(read)
    for base in factories.BasePageFactory.create_batch(4):
        factories.ResourcePageFactory(parent=base)
    assert count_queries(read) == few


@pytest.mark.parametrize("page", ["-1", "0", "abc", "999", "1.5", "9" * 400, "🪚"])
def test_a_wrong_page_number_shows_the_first_page_and_says_so(page, client, base):
    factories.ResourcePageFactory(parent=base)
    for path in (base.url, base.get_parent().url):
        response = client.get(path, {"page": page})
        assert response.status_code == 200
        assert response.context["page_obj"].number == 1
        assert 'class="notice' in response.content.decode()


def test_the_description_of_a_base_is_formatted(client, base):
    base.description = "<p>Un <b>atelier</b> : par semaine</p>"
    base.save_revision().publish()
    page = client.get(base.url).content.decode()
    assert "Un <b>atelier</b>\u202f: par semaine" in page


def test_a_page_to_choose_is_searched_among_those_that_one_may_read(
    client, base, resource, restrict
):
    other = factories.BasePageFactory(title="Fermée")
    closed = factories.ResourcePageFactory(parent=other, title="Premiers secrets")
    restrict(other)
    editor = factories.UserFactory()
    editor.groups.add(editors())
    client.force_login(editor)

    response = client.get("/admin/choose-page/search/", {"q": "premiers"})

    assert response.status_code == 200
    found = response.content.decode()
    assert resource.title in found
    assert closed.title not in found


def editors():
    from home.editorial import editorial_group

    return editorial_group()


def test_a_base_counts_all_its_collections_and_leads_to_them(client, base):
    factories.CollectionPageFactory.create_batch(13, parent=base)
    other = factories.CollectionPageFactory(title="D’ailleurs")
    page = client.get(base.url)
    assert page.context["collection_count"] == 13
    assert len(page.context["collections"]) == 12

    address = f"/collections/?base={base.slug}"
    assert address in page.content.decode()
    listed = client.get(address)
    assert listed.context["page_obj"].paginator.count == 13
    assert other.title not in listed.content.decode()


@pytest.mark.parametrize("named", ["%00", "rien", "a%20b", "%F0%9F%98%80"])
def test_the_collections_of_a_base_that_does_not_exist_are_none_or_all(
    named, client, base
):
    assert client.get(f"/collections/?base={named}").status_code == 200


def test_the_logo_of_a_base_is_shown_with_its_text(client, base):
    base.logo = factories.ImageFactory(description="Un livre ouvert")
    base.save_revision().publish()
    assert 'alt="Un livre ouvert"' in client.get(base.url).content.decode()


def test_a_portal_without_a_site_answers_that_nothing_is_there(client, base):
    Site.objects.all().delete()
    assert client.get(base.url).status_code == 404
