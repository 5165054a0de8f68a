import json

import pytest
from wagtail.admin.menu import admin_menu
from wagtail.models import PageSubscription

from bases.models import BaseIndexPage, Membership
from home.editorial import editorial_group
from resources.models import ResourcePage
from taxonomy.models import Keyword
from tests import factories
from tests.bases.admin_visits import contributor, member, moderator
from tests.rolling_back import rolled_back

SECRET = "zizanie"


@pytest.fixture
def closed(db, restrict):
    """A closed base whose every word is the same secret."""
    base = factories.BasePageFactory(title=SECRET, slug=SECRET, summary=SECRET)
    restrict(base)
    return base


@pytest.fixture
def secret(closed):
    """A fiche of the closed base, by somebody of its team, with a file, a keyword and an image."""
    author = contributor(closed)
    author.first_name = author.last_name = SECRET
    author.save()
    fiche = factories.ResourcePageFactory(
        parent=closed, title=SECRET, slug=SECRET, summary=SECRET, owner=author
    )
    fiche.keywords.add(SECRET)
    fiche.cover = factories.ImageFactory(title=SECRET, base=closed)
    fiche.cover.tags.add(SECRET)
    fiche.save()
    fiche.save_revision(user=author, log_action=True)
    fiche.locked, fiche.locked_by = True, author
    fiche.save(update_fields=["locked", "locked_by"])
    factories.DocumentFactory(title=SECRET, base=closed)
    return fiche


def former_author(secret, base):
    """Return somebody who wrote the secret, left, and writes in `base` now."""
    person = contributor(base)
    secret.save_revision(user=person, log_action=True)
    secret.locked_by = person
    secret.save(update_fields=["locked_by"])
    PageSubscription.objects.create(page=secret, user=person, comment_notifications=True)
    return person


READERS = {
    "contributor elsewhere": lambda base, secret: contributor(base),
    "administrator elsewhere": lambda base, secret: member(
        base, Membership.Role.ADMINISTRATOR
    ),
    "moderator": lambda base, secret: moderator(),
    "former author": lambda base, secret: former_author(secret, base),
}
# Screens that cross bases: none tells of one that is closed to who looks.
SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/pages/{index}/",
    "/admin/pages/{index}/?q={word}&search_all=1",
    "/admin/pages/{index}/results/?owner={author}",
    "/admin/pages/search/?q={word}",
    "/admin/pages/usage/resources/resourcepage/",
    "/admin/pages/usage/resources/resourcepage/?edited_by={author}",
    "/admin/pages/create/resources/resourcepage",
    "/admin/choose-page/",
    "/admin/choose-page/?page_type=resources.resourcepage",
    "/admin/choose-page/?page_type=bases.basepage",
    "/admin/choose-page/{index}/?user_perms=copy_to",
    "/admin/choose-page/{index}/?user_perms=move_to&target_pages[]={fiche}&target_pages[]=x",
    "/admin/choose-page/search/?q={word}",
    "/admin/choose-page/chosen-multiple/?id={fiche}&id=x",
    "/admin/tag-autocomplete/taxonomy/keyword/?term={word}",
    "/admin/tag-autocomplete/?term={word}",
    "/admin/images/",
    "/admin/images/?q={word}",
    "/admin/images/chooser/",
    "/admin/images/chooser/?q={word}&tag={tag}",
    "/admin/images/chooser/results/?tag={tag}",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/documents/chooser/results/?q={word}",
    "/admin/api/main/pages/?search={word}",
    "/admin/api/main/pages/?child_of={index}&for_explorer=1",
    "/admin/api/main/images/?fields=*",
    "/admin/api/main/documents/",
    "/admin/reports/site-history/",
    "/admin/reports/locked/",
    "/admin/reports/page-types-usage/",
    "/admin/reports/aging-pages/",
    "/admin/bulk/wagtailcore/page/publish/?id=all&childOf={index}&next=/admin/",
    "/admin/account/",
]


def names_of(secret):
    return {
        "index": BaseIndexPage.objects.get().pk,
        "word": SECRET[:5],
        "tag": SECRET,
        "author": secret.owner_id,
        "fiche": secret.pk,
        "base": secret.get_parent().pk,
        "image": secret.cover_id,
    }


@pytest.mark.parametrize("reader", READERS)
def test_no_screen_tells_of_a_base_that_is_closed(reader, client, base, resource, secret):
    client.force_login(READERS[reader](base, secret))
    names = names_of(secret)
    wrong = {}
    for screen in SCREENS:
        with rolled_back():
            answer = client.get(screen.format(**names), follow=True)
        tells = SECRET in answer.content.decode().replace(f"tag={SECRET}", "")
        if tells or answer.status_code not in {200, 400, 404}:
            wrong[screen] = (answer.status_code, tells)
    assert wrong == {}


# What names a page or a file of another base answers as what exists nowhere.
NAMING = [
    "/admin/pages/{fiche}/",
    "/admin/pages/{base}/",
    "/admin/pages/{fiche}/edit/",
    "/admin/pages/{fiche}/edit/preview/",
    "/admin/pages/{fiche}/view_draft/",
    "/admin/pages/{fiche}/usage/",
    "/admin/pages/{fiche}/history/",
    "/admin/pages/{fiche}/copy/",
    "/admin/pages/{fiche}/move/",
    "/admin/pages/{own}/move/{base}/confirm/",
    "/admin/pages/{fiche}/delete/",
    "/admin/pages/{fiche}/unpublish/",
    "/admin/pages/{fiche}/privacy/",
    "/admin/pages/{fiche}/revisions/compare/earliest...latest/",
    "/admin/pages/{fiche}/workflow_history/",
    "/admin/pages/{base}/add_subpage/",
    "/admin/pages/add/resources/resourcepage/{base}/",
    "/admin/choose-page/{base}/",
    "/admin/choose-page/{fiche}/",
    "/admin/api/main/pages/{fiche}/",
    "/admin/images/{image}/",
    "/admin/images/{image}/delete/",
    "/admin/images/usage/{image}/",
    "/admin/images/{image}/preview/original/",
    "/admin/images/chooser/chosen/{image}/",
    "/admin/images/chooser/chosen/x/",
    "/admin/images/chooser/{image}/select_format/",
    "/admin/api/main/images/{image}/",
    "/admin/bulk/wagtailcore/page/publish/?id={fiche}&next=/admin/",
    "/admin/bulk/bases/portalimage/delete/?id={image}&next=/admin/",
]


@pytest.mark.parametrize("reader", READERS)
def test_what_is_of_a_closed_base_answers_as_what_does_not_exist(
    reader, client, base, resource, secret
):
    client.force_login(READERS[reader](base, secret))
    names = {"own": resource.pk, **names_of(secret)}
    wrong = {}
    for screen in NAMING:
        with rolled_back():
            answer = client.get(screen.format(**names))
        tells = SECRET in answer.content.decode()
        if tells or answer.status_code != 404:
            wrong[screen] = (answer.status_code, tells)
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("page", "fiche"), ("producing_bases", "base"), ("cover", "image")],
)
def test_a_form_does_not_name_what_is_closed_when_it_is_shown_again(
    name, value, client, base, resource, secret
):
    client.force_login(contributor(base))
    pk = names_of(secret)[value]
    form = {
        "title": "",
        "body-count": "1",
        "body-0-type": "link",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-value-title": "Lien",
        "body-0-value-page": pk if name == "page" else "",
        "body-0-value-url": "",
        "cover": pk if name == "cover" else "",
        **{
            f"{formset}-{key}": count
            for formset in ("co_authors", "external_producers", "comments")
            for key, count in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))
        },
        "producing_bases-TOTAL_FORMS": 1,
        "producing_bases-INITIAL_FORMS": 0,
        "producing_bases-0-base": pk if name == "producing_bases" else "",
    }
    answer = client.post(f"/admin/pages/{resource.pk}/edit/", form)
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_an_address_typed_of_a_closed_page_is_not_named(client, base, secret):
    client.force_login(contributor(base))
    answer = client.post(
        "/admin/choose-external-link/",
        {
            "external-link-chooser-url": f"/bases/{SECRET}/{SECRET}/",
            "external-link-chooser-link_text": "",
        },
    )
    assert json.loads(answer.content)["result"].keys() == {
        "url",
        "title",
        "prefer_this_title_as_link_text",
    }


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ({}, "external_link"),
        ({"external-link-chooser-url": "http://["}, "external_link"),
        ({"external-link-chooser-url": "//["}, "external_link_chosen"),
    ],
)
def test_an_address_that_is_none_is_asked_for_again(typed, step, client, base):
    client.force_login(contributor(base))
    answer = client.post("/admin/choose-external-link/", typed)
    assert answer.status_code == 200
    assert json.loads(answer.content)["step"] == step


def test_the_team_sees_all_of_its_base_in_the_admin(client, secret):
    client.force_login(contributor(secret.get_parent()))
    for screen in (
        "/admin/",
        f"/admin/pages/{secret.get_parent().pk}/",
        f"/admin/pages/{secret.pk}/edit/",
        f"/admin/pages/{secret.pk}/history/",
        "/admin/images/",
        "/admin/documents/chooser/",
        f"/admin/pages/search/?q={SECRET}",
        f"/admin/tag-autocomplete/taxonomy/keyword/?term={SECRET[:4]}",
    ):
        answer = client.get(screen)
        assert answer.status_code == 200, screen
        assert SECRET in answer.content.decode(), screen


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


def test_one_searches_and_browses_what_one_may_link_to(client, base, resource):
    other = factories.ResourcePageFactory(title="Fiche publique ailleurs")
    draft = factories.ResourcePageFactory(title="Brouillon ailleurs", live=False)
    client.force_login(contributor(base))
    browsed = client.get("/admin/choose-page/").content.decode()
    assert resource.title in browsed
    assert other.title not in browsed
    found = client.get("/admin/choose-page/search/?q=ailleurs").content.decode()
    assert other.title in found
    assert draft.title not in found
    elsewhere = client.get(f"/admin/choose-page/{other.get_parent().pk}/")
    assert other.title in elsewhere.content.decode()
    assert draft.title not in elsewhere.content.decode()


KEYWORDS = {
    "of a public fiche": True,
    "of a closed fiche": False,
    "of a draft elsewhere": False,
    "that staff wrote": True,
    "that staff forbade": False,
}


@pytest.mark.parametrize("kind", KEYWORDS)
def test_keywords_proposed_are_those_of_what_one_may_read(
    kind, client, base, closed, visitors
):
    client.force_login(visitors["superuser"])
    if kind == "that staff wrote":
        client.post("/admin/taxonomy/keyword/create/", {"name": "motus", "slug": "motus"})
    keyword, _new = Keyword.objects.get_or_create(
        slug="motus",
        defaults={"name": "motus", "forbidden": kind == "that staff forbade"},
    )
    parents = {"of a closed fiche": closed}
    if kind in {"of a public fiche", "of a closed fiche", "of a draft elsewhere"}:
        fiche = factories.ResourcePageFactory(
            parent=parents.get(kind) or factories.BasePageFactory(),
            live=kind != "of a draft elsewhere",
        )
        fiche.keywords.add(keyword)
        fiche.save()
    client.force_login(contributor(base))
    answer = client.get("/admin/tag-autocomplete/taxonomy/keyword/?term=mot")
    assert (json.loads(answer.content) == ["motus"]) is KEYWORDS[kind]


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


def test_who_handles_no_page_browses_what_they_may_read(client, base, secret):
    person = factories.UserFactory()
    person.groups.add(editorial_group())
    client.force_login(person)
    answer = client.get("/admin/choose-page/")
    assert answer.status_code == 200
    assert "/admin/choose-page/" in answer.content.decode()
    assert SECRET not in answer.content.decode()
