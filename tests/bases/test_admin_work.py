"""What the admin is for those who work in it: who enters, its menu, its lists, what they cost."""

import json

import pytest
from wagtail.admin.menu import admin_menu

from bases.models import Membership
from resources.models import ResourcePage
from tests import factories
from tests.bases.admin_visits import contributor, member, moderator
from tests.rolling_back import rolled_back


def test_a_list_proposes_the_authors_of_what_it_lists(client, base, resource):
    person = contributor(base)
    other = factories.BasePageFactory()
    factories.MembershipFactory(base=other, user=person, role="contributor")
    author = factories.UserFactory(last_name="Autrice-d-ailleurs")
    factories.ResourcePageFactory(parent=other, owner=author)
    client.force_login(person)
    proposed = {
        query: "Autrice-d-ailleurs"
        in client.get(f"/admin/pages/{base.pk}/{query}").content.decode()
        for query in ("", "?q=premiers", "?q=premiers&search_all=1")
    }
    assert proposed == {
        "": False,
        "?q=premiers": False,
        "?q=premiers&search_all=1": True,
    }


LEAVING = [
    ("get", "/admin/pages/{fiche}/edit/"),
    ("post", "/admin/pages/{fiche}/edit/"),
    ("post", "/admin/pages/{fiche}/edit/preview/"),
    ("post", "/admin/pages/{fiche}/unpublish/"),
    ("post", "/admin/editing-sessions/ping/resources/resourcepage/{fiche}/1/"),
]


@pytest.mark.parametrize("stays_elsewhere", [True, False])
@pytest.mark.parametrize("as_json", [True, False])
def test_an_open_window_of_who_left_is_refused_and_told(
    as_json, stays_elsewhere, client, base, resource
):
    membership = factories.MembershipFactory(base=base)
    client.force_login(membership.user)
    assert client.get(f"/admin/pages/{resource.pk}/edit/").status_code == 200
    membership.delete()
    if stays_elsewhere:
        factories.MembershipFactory(user=membership.user)
    headers = {"accept": "application/json"} if as_json else {}
    for method, screen in LEAVING:
        with rolled_back():
            answer = getattr(client, method)(
                screen.format(fiche=resource.pk), {"title": "Mien"}, headers=headers
            )
            resource.refresh_from_db()
        turned_away = method == "get" and not as_json and not stays_elsewhere
        expected = 302 if turned_away else 404 if stays_elsewhere else 403
        assert answer.status_code == expected, (method, screen)
        if as_json:
            assert json.loads(answer.content)["error_message"], (method, screen)
        assert resource.latest_revision is None, (method, screen)
        assert resource.live, (method, screen)


def test_who_joins_enters_at_the_next_request(client, base, resource):
    person = factories.UserFactory()
    client.force_login(person)
    address = f"/admin/pages/{resource.pk}/edit/"
    assert client.get(address).status_code == 302
    factories.MembershipFactory(base=base, user=person)
    assert client.get(address).status_code == 200


MENUS = {
    "contributor": {"explorer", "images", "documents"},
    "moderator": {"explorer", "images", "documents"},
}


@pytest.mark.parametrize("kind", MENUS)
def test_the_menu_holds_what_serves_and_nothing_else(kind, client, base):
    person = {"contributor": lambda: contributor(base), "moderator": moderator}[kind]()
    client.force_login(person)
    request = client.get("/admin/").wsgi_request
    shown = admin_menu.menu_items_for_request(request)
    assert {item.name for item in shown} == MENUS[kind]
    for item in shown:
        assert client.get(item.url, follow=True).status_code == 200


def test_a_reader_does_not_enter_the_admin(client, base):
    client.force_login(member(base, Membership.Role.READER))
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0] == "/compte/"


LISTS = [
    "/admin/",
    "/admin/pages/{base}/",
    "/admin/choose-page/{base}/",
    "/admin/choose-page/",
    "/admin/pages/{base}/?q=fiche",
    "/admin/images/",
    "/admin/documents/",
    "/admin/images/chooser/",
]


def busy_base(base):
    fiche = factories.ResourcePageFactory(parent=base)
    fiche.save_revision()
    factories.ImageFactory(base=base)
    factories.DocumentFactory(base=base)
    return fiche


def costs_of(base, client, count_queries):
    """Return a function that says how many queries each list makes for somebody."""

    def cost(person, screen):
        address = screen.format(base=base.pk)
        client.force_login(person)
        assert client.get(address).status_code == 200
        return count_queries(lambda: client.get(address))

    return lambda person: {screen: cost(person, screen) for screen in LISTS}


def test_screens_cost_the_same_for_one_base_and_for_many(
    client, base, restrict, count_queries
):
    few, many = contributor(base), contributor(base)
    restrict(base)
    busy_base(base)
    factories.MembershipFactory(user=few)
    for _each in range(8):
        restrict(factories.MembershipFactory(user=many).base)
    costs = costs_of(base, client, count_queries)
    assert costs(few) == costs(many)


def test_screens_cost_the_same_for_one_row_and_for_many(
    client, base, restrict, count_queries
):
    person = contributor(base)
    costs = costs_of(base, client, count_queries)
    restrict(busy_base(base))
    few = costs(person)
    for _each in range(4):
        restrict(busy_base(base))
    assert costs(person) == few


def test_the_admin_says_what_is_missing_in_french(client, base):
    client.force_login(contributor(base))
    answer = client.post(f"/admin/pages/{ResourcePage.objects.count() + 9999}/edit/")
    assert answer.status_code == 404
    assert "rien n’a été enregistré" in answer.content.decode()
