import pytest

from bases.bin import put_in_bin
from tests import factories

LISTS = ("bases", "fiches", "brouillons", "collections")


@pytest.fixture
def person(db):
    return factories.UserFactory()


def fill(person, base=None):
    """Leave something of each list of `person` in a base."""
    base = base or factories.BasePageFactory()
    factories.MembershipFactory(base=base, user=person)
    factories.ResourcePageFactory(parent=base, owner=person, title="Ma fiche")
    factories.ResourcePageFactory(
        parent=base, owner=person, title="Mon brouillon", live=False
    )
    factories.CollectionPageFactory(parent=base, owner=person, title="Ma collection")
    return base


@pytest.mark.parametrize("name", [*LISTS, "profil", "securite"])
def test_each_part_of_my_account_is_for_who_is_signed_in(name, client, person):
    address = f"/compte/{name}/"
    assert client.get(address).url == f"/compte/connexion/?next={address}"
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert f'href="{address}" aria-current="page"' in response.content.decode()


def test_my_lists_show_what_is_mine_where_i_may_still_go(client, person, base, restrict):
    fill(person, base)
    fill(factories.UserFactory())
    left = fill(person)
    restrict(left)
    left.memberships.filter(user=person).delete()
    put_in_bin(fill(person))
    client.force_login(person)

    def shown(name):
        return client.get(f"/compte/{name}/").context["page_obj"].object_list

    assert [row["title"] for row in shown("bases")] == [base.title]
    assert [row["base_id"] for row in shown("fiches")] == [base.pk]
    assert [row["base_id"] for row in shown("collections")] == [base.pk]
    assert [row["base__title"] for row in shown("brouillons")] == [base.title]


def test_a_draft_leads_to_its_editor_even_where_another_owns_it(client, person, base):
    factories.MembershipFactory(base=base, user=person)
    page = factories.ResourcePageFactory(parent=base, title="Publiée")
    page.title = "Publiée, et changée"
    page.save_revision(user=person)
    client.force_login(person)
    text = client.get("/compte/brouillons/").content.decode()
    assert f'href="/admin/pages/{page.pk}/edit/"' in text
    assert "Publiée, et changée" in text


@pytest.mark.parametrize("name", LISTS)
def test_query_count_does_not_grow_with_my_lists(name, client, person, count_queries):
    client.force_login(person)

    def read():
        assert client.get(f"/compte/{name}/").status_code == 200

    fill(person)
    read()
    few = count_queries(read)
    for _ in range(3):
        fill(person)
    assert count_queries(read) == few
