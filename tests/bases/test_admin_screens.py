"""What the admin tells of a base that is closed to who looks: nothing, on any of its screens."""

import json

import pytest
from wagtail.models import PageSubscription

from bases.models import BaseIndexPage, Membership
from home.editorial import editorial_group
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


def test_who_handles_no_page_browses_what_they_may_read(client, base, secret):
    person = factories.UserFactory()
    person.groups.add(editorial_group())
    client.force_login(person)
    answer = client.get("/admin/choose-page/")
    assert answer.status_code == 200
    assert "/admin/choose-page/" in answer.content.decode()
    assert SECRET not in answer.content.decode()
