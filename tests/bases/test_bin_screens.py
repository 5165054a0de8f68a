import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from bases.bin import put_in_bin
from bases.models import BinEntry, Membership
from tests import factories
from tests.bases.groups import moderator_of
from tests.rolling_back import rolled_back

Role = Membership.Role


@pytest.fixture
def people(base, visitors):
    """One person of each kind, by name; those of the team by their role."""
    found = {**visitors, "reader": visitors["member"]}
    for role in (Role.CONTRIBUTOR, Role.ADMINISTRATOR, Role.OWNER):
        found[role.value] = factories.UserFactory()
        factories.MembershipFactory(base=base, user=found[role.value], role=role)
    found["administrator of another base"] = factories.UserFactory()
    factories.MembershipFactory(
        user=found["administrator of another base"], role=Role.ADMINISTRATOR
    )
    return found


@pytest.fixture
def browser(people):
    def browser_of(kind):
        client = Client()
        if people[kind].is_authenticated:
            client.force_login(people[kind])
        return client

    return browser_of


ADMINISTER = {"administrator", "owner", "superuser"}
EVERYBODY = [
    "anonymous",
    "stranger",
    "reader",
    "contributor",
    "administrator",
    "owner",
    "superuser",
    "administrator of another base",
]


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("binned", ["base", "fiche"])
def test_an_address_says_gone_to_those_who_could_read_it(
    binned, closed, base, resource, restrict, browser, subtests
):
    if closed:
        restrict(base)
    put_in_bin(base if binned == "base" else resource)

    for kind in EVERYBODY:
        with subtests.test(kind), rolled_back():
            response = browser(kind).get("/bases/mediatheques/messagerie/")

            could_read = not closed or kind not in {
                "anonymous",
                "stranger",
                "administrator of another base",
            }
            assert response.status_code == (410 if could_read else 404)
            page = response.content.decode()
            assert resource.title not in page
            assert ("/restaurer/" in page) is (could_read and kind in ADMINISTER)


def test_a_page_of_the_same_name_answers_instead_of_the_deleted_one(
    base, resource, client
):
    put_in_bin(resource)
    factories.ResourcePageFactory(parent=base, title="La suivante", slug="messagerie")

    response = client.get("/bases/mediatheques/messagerie/")

    assert response.status_code == 200
    assert "La suivante" in response.content.decode()


def test_a_deleted_draft_is_unknown(base, client):
    draft = factories.ResourcePageFactory(parent=base, slug="brouillon", live=False)
    put_in_bin(draft)
    assert client.get("/bases/mediatheques/brouillon/").status_code == 404


def test_the_bin_of_a_base_is_for_those_who_administer_it(
    base, resource, browser, subtests
):
    put_in_bin(resource)
    for kind in EVERYBODY:
        with subtests.test(kind), rolled_back():
            response = browser(kind).get("/bases/mediatheques/corbeille/")
            if kind == "anonymous":
                assert response.url.startswith("/compte/connexion/")
                continue
            assert response.status_code == (200 if kind in ADMINISTER else 403)
            assert (resource.title in response.content.decode()) is (kind in ADMINISTER)


@pytest.mark.parametrize("what", ["restaurer", "supprimer"])
@pytest.mark.parametrize("binned", ["base", "fiche"])
def test_only_its_administrators_restore_a_page_or_delete_it_for_good(
    binned, what, base, resource, browser, subtests
):
    entry = put_in_bin(base if binned == "base" else resource)

    for kind in EVERYBODY:
        with subtests.test(kind), rolled_back():
            response = browser(kind).post(f"/compte/corbeille/{entry.pk}/{what}/")

            if kind == "anonymous":
                assert response.url.startswith("/compte/connexion/")
            else:
                assert response.status_code == (302 if kind in ADMINISTER else 404)
            assert BinEntry.objects.exists() is (kind not in ADMINISTER)
            kept = kind not in ADMINISTER or what == "restaurer"
            assert Page.objects.filter(pk=entry.pk).exists() is kept


def test_an_unknown_entry_is_a_404(browser):
    for what in ("restaurer", "supprimer"):
        assert browser("owner").post(f"/compte/corbeille/9999/{what}/").status_code == 404


def test_nothing_is_restored_nor_deleted_by_get_or_without_token(resource, people):
    entry = put_in_bin(resource)
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["owner"])
    assert client.get(f"/compte/corbeille/{entry.pk}/restaurer/").status_code == 405
    for what in ("restaurer", "supprimer"):
        assert client.post(f"/compte/corbeille/{entry.pk}/{what}/").status_code == 403
    assert client.get(f"/compte/corbeille/{entry.pk}/supprimer/").status_code == 200
    assert BinEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("kind", ["owner", "superuser", "stranger", "contributor"])
def test_a_whole_base_is_found_in_the_bin_of_those_who_administer_it(kind, base, browser):
    put_in_bin(base)
    factories.BasePageFactory(title="Une autre")
    page = browser(kind).get("/compte/corbeille/").content.decode()
    assert (base.title in page) is (kind in ADMINISTER)


def test_who_restores_is_told_where_the_page_is_now(base, resource, browser):
    entry = put_in_bin(resource)
    factories.ResourcePageFactory(parent=base, slug="messagerie")

    response = browser("owner").post(
        f"/compte/corbeille/{entry.pk}/restaurer/", follow=True
    )

    assert response.request["PATH_INFO"] == "/bases/mediatheques/messagerie-2/"
    assert "/bases/mediatheques/messagerie-2/" in response.content.decode()


def test_a_fiche_of_a_binned_base_is_not_restored_alone(base, resource, browser):
    entry = put_in_bin(resource)
    put_in_bin(base)
    response = browser("owner").post(
        f"/compte/corbeille/{entry.pk}/restaurer/", follow=True
    )
    assert response.status_code == 200
    assert BinEntry.objects.count() == 2


@pytest.mark.parametrize("asked", ["https://ailleurs.test/", "0", "account"])
def test_an_address_given_as_next_leads_nowhere_else(asked, resource, browser):
    entry = put_in_bin(resource)
    response = browser("owner").post(
        f"/compte/corbeille/{entry.pk}/restaurer/", {"next": asked}
    )
    assert response.url == "/bases/mediatheques/messagerie/"


@pytest.mark.parametrize(
    "address", ["/bases/mediatheques/corbeille/", "/compte/corbeille/"]
)
def test_the_bin_costs_the_same_whatever_is_in_it(
    address, base, browser, count_queries, visitors
):
    superuser = browser("superuser")

    def read():
        assert superuser.get(address).status_code == 200

    def throw():
        put_in_bin(factories.BasePageFactory(), user=visitors["member"])
        fiche = factories.ResourcePageFactory(parent=base)
        put_in_bin(fiche, user=visitors["member"])

    throw()
    read()
    few = count_queries(read)
    for _number in range(4):
        throw()
    assert count_queries(read) == few


# Deleting, from the admin.


def _screen(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def _bulk(client, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{address}?id={page.pk}&next=/admin/")


def _api(client, page):
    return client.post(
        reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"]),
        content_type="application/json",
    )


DELETIONS = [_screen, _bulk, _api]


@pytest.mark.parametrize("delete", DELETIONS)
@pytest.mark.parametrize("where", ["base", "fiche"])
def test_the_admin_deletes_into_the_bin(where, delete, base, resource, browser, people):
    page = base if where == "base" else resource

    response = delete(browser("superuser"), page)

    assert response.status_code in {302, 204}
    entry = BinEntry.objects.get()
    assert (entry.page_id, entry.binned_by) == (page.pk, people["superuser"])
    assert Page.objects.filter(pk=resource.pk).exists()


@pytest.fixture
def moderator(base, people):
    people["moderator"] = moderator_of(base)
    return people["moderator"]


@pytest.mark.parametrize("delete", DELETIONS)
def test_who_may_not_delete_bins_nothing(delete, moderator, browser):
    stranger_page = factories.ResourcePageFactory()
    delete(browser("moderator"), stranger_page)
    assert not BinEntry.objects.exists()


def test_who_deleted_a_fiche_takes_it_back(resource, moderator, browser):
    client = browser("moderator")
    response = client.post(
        reverse("wagtailadmin_pages:delete", args=[resource.pk]), follow=True
    )
    assert f"/compte/corbeille/{resource.pk}/restaurer/" in response.content.decode()

    client.post(f"/compte/corbeille/{resource.pk}/restaurer/")

    assert client.get(resource.url).status_code == 200


@pytest.mark.parametrize("delete", [_screen, _bulk])
def test_a_deletion_is_not_made_by_opening_its_screen(delete, resource, browser):
    client = browser("superuser")
    client.post = client.get
    response = delete(client, resource)
    page = response.content.decode()
    assert "30" in page
    assert not BinEntry.objects.exists()


def test_a_deletion_says_which_collections_lose_the_fiche(base, resource, browser):
    from resources.collecting import add_to_collection

    shown = factories.CollectionPageFactory(title="Pour débuter")
    binned = factories.CollectionPageFactory(title="Oubliée")
    for collection in (shown, binned):
        add_to_collection(collection, resource)
    put_in_bin(binned)

    page = browser("superuser").get(
        reverse("wagtailadmin_pages:delete", args=[resource.pk])
    )

    assert "Pour débuter" in page.content.decode()
    assert "Oubliée" not in page.content.decode()


@pytest.mark.parametrize("delete", DELETIONS)
def test_the_list_of_bases_is_not_deleted(delete, base, browser):
    delete(browser("superuser"), base.get_parent())
    assert not BinEntry.objects.exists()
    assert Page.objects.filter(pk=base.pk).exists()


ACTIONS = {
    "edit": [],
    "copy": [],
    "move": [],
    "delete": [],
    "unpublish": [],
    "add_subpage": [],
}


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_done_with_what_is_in_the_bin(action, base, resource, browser):
    page = base if action == "add_subpage" else resource
    put_in_bin(page)
    client = browser("superuser")
    address = reverse(f"wagtailadmin_pages:{action}", args=[page.pk])
    assert client.get(address).status_code in {302, 403, 404}
    assert client.post(address).status_code in {302, 403, 404}
    stored = Page.objects.get(pk=page.pk)
    assert stored.live
    assert BinEntry.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "copy", "delete"])
def test_the_api_does_nothing_with_what_is_in_the_bin(action, base, resource, browser):
    put_in_bin(resource)
    pages = Page.objects.count()
    response = browser("superuser").post(
        reverse("wagtailadmin_api:pages:action", args=[resource.pk, action]),
        {"recursive": False},
        content_type="application/json",
    )
    assert response.status_code in {400, 403, 404}
    assert Page.objects.count() == pages


@pytest.mark.parametrize(
    "action", ["create_alias", "convert_alias", "copy_for_translation"]
)
def test_the_api_knows_no_alias(action, resource, browser):
    response = browser("superuser").post(
        reverse("wagtailadmin_api:pages:action", args=[resource.pk, action]),
        {"recursive": False, "locale": "fr"},
        content_type="application/json",
    )
    assert response.status_code == 404
