"""What each role of a team may delete, take back, copy and move in the admin."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from bases.access import may_read
from bases.bin import put_in_bin
from bases.models import BinEntry, Card, Membership
from tests import factories
from tests.rolling_back import rolled_back

ROLES = [
    "owner",
    "administrator",
    "contributor",
    "reader",
    "administrator elsewhere",
    "stranger",
    "anonymous",
    "superuser",
]
WRITE = {"owner", "administrator", "contributor", "superuser"}
ADMINISTER = {"owner", "administrator", "superuser"}


def _screen(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def _bulk(page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return f"{address}?id={page.pk}"


def _api(page):
    return reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"])


@pytest.mark.parametrize("way", [_screen, _bulk, _api])
@pytest.mark.parametrize("what", ["base", "fiche"])
def test_each_role_deletes_what_it_may(what, way, base, resource, ask_as, subtests):
    page = base if what == "base" else resource
    allowed = ADMINISTER if what == "base" else WRITE
    for role in ROLES:
        with subtests.test(role), rolled_back():
            ask_as(role, "post", way(page))
            assert BinEntry.objects.filter(page=page).exists() is (role in allowed)
            assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("role", ["contributor", "administrator", "reader"])
def test_who_deleted_a_fiche_takes_it_back_while_they_write_in_its_base(
    role, base, resource, team, ask_as
):
    put_in_bin(resource, user=team.people[role])
    ask_as(role, "post", f"/compte/corbeille/{resource.pk}/restaurer/")
    assert BinEntry.objects.exists() is (role == "reader")


def test_who_left_the_team_takes_nothing_back(resource, team, ask_as):
    put_in_bin(resource, user=team.people["contributor"])
    team["contributor"].delete()
    answer = ask_as("contributor", "post", f"/compte/corbeille/{resource.pk}/restaurer/")
    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["contributor", "administrator", "superuser"])
@pytest.mark.parametrize("binned", ["fiche", "base"])
def test_what_is_in_the_bin_is_nowhere_in_the_admin(
    binned, role, base, resource, team, ask_as
):
    other = factories.BasePageFactory(title="Une autre base à eux")
    factories.MembershipFactory(
        base=other, user=team.people["contributor"], role=Membership.Role.CONTRIBUTOR
    )
    put_in_bin(resource if binned == "fiche" else base)
    title = resource.title if binned == "fiche" else base.title
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse("wagtailadmin_explore", args=[base.pk]),
        reverse("wagtailadmin_explore", args=[base.get_parent().pk]),
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[base.get_parent().pk]),
        reverse("wagtailadmin_api:pages:listing"),
        reverse("wagtailadmin_pages:history", args=[resource.pk]),
        reverse("wagtailadmin_pages:usage", args=[resource.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[resource.pk]),
        reverse("wagtailadmin_pages:edit", args=[resource.pk]),
    ):
        asked = {"q": title.split()[0]} if "search" in address else {}
        answer = ask_as(role, "get", address, asked)
        assert title not in answer.content.decode(), address


@pytest.mark.parametrize("readers", ["kept", "of_base"])
def test_a_contributor_of_two_bases_moves_a_fiche_from_one_to_the_other(
    readers, resource, team, ask_as
):
    contributor = team.people["contributor"]
    factories.MembershipFactory(
        base=team.elsewhere, user=contributor, role=Membership.Role.CONTRIBUTOR
    )
    address = reverse(
        "wagtailadmin_pages:move_confirm", args=[resource.pk, team.elsewhere.pk]
    )

    ask_as("contributor", "post", address, {"readers": readers})

    assert Card.objects.get(pk=resource.pk).base_id == team.elsewhere.pk
    assert may_read(team.people["stranger"], resource.pk) is (readers == "of_base")


@pytest.mark.parametrize("action", ["move", "copy"])
def test_nobody_brings_a_fiche_where_they_do_not_write(
    action, base, resource, team, ask_as, subtests
):
    if action == "move":
        address = reverse(
            "wagtailadmin_pages:move_confirm", args=[resource.pk, team.elsewhere.pk]
        )
    else:
        address = reverse("wagtailadmin_pages:copy", args=[resource.pk])
    form = {
        "readers": "of_base",
        "new_title": "Copie",
        "new_slug": "copie",
        "new_parent_page": team.elsewhere.pk,
    }
    for role in ROLES:
        with subtests.test(role), rolled_back():
            ask_as(role, "post", address, form)
            came = Page.objects.filter(path__startswith=team.elsewhere.path).count() > 1
            assert came is (role == "superuser")


@pytest.mark.parametrize("way", [_screen, _bulk])
def test_a_deletion_asks_for_the_token(way, resource, ask_as):
    assert ask_as("owner", "post", way(resource), checks=True).status_code == 403
    assert not BinEntry.objects.exists()
