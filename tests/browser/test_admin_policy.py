"""Wagtail's admin works under the policy that it is given."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import FicheEditor

pytestmark = pytest.mark.browser

SCREENS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/multiple/add/",
    "/admin/users/",
    "/admin/users/new/",
    "/admin/reports/site-history/",
    "/admin/redirects/add/",
    "/admin/account/",
]


def refusals(visited):
    """Return what the browser refused because of a policy since the screen opened."""
    policies = ("Content Security Policy", "X-Frame-Options")
    return [said for said in visited.complaints if any(name in said for name in policies)]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_the_admin_runs_under_its_policy(screen, visit):
    visited = visit(screen, signed_in="administration@demo.example")
    visited.page.wait_for_load_state("networkidle")

    assert visited.status == 200
    assert refusals(visited) == []


@pytest.fixture
def writing(visit):
    """The empty screen of a fiche, as a contributor opens it."""
    visited = visit("/admin/pages/", signed_in="contribution@demo.example")
    visited.page.locator("a[href$='/add_subpage/']").first.click()
    visited.page.locator("main a[href*='/add/resources/resourcepage/']").click()
    return visited


def test_each_block_is_written_under_the_policy(writing):
    add = writing.page.locator("button.c-sf-add-button")
    choices = writing.page.locator(".w-combobox__option")
    add.first.click()
    expect(choices.first).to_be_visible()
    for rank in range(choices.count()):
        choices.nth(rank).click()
        expect(choices).to_have_count(0)
        add.last.click()
        expect(choices.first).to_be_visible()

    assert writing.page.locator(".public-DraftEditor-content").count() > 1
    assert refusals(writing) == []


def test_an_image_is_chosen_under_the_policy(writing):
    FicheEditor(writing.page).add_block("Image")
    writing.page.get_by_role("button", name="Choisir une image").first.click()

    expect(writing.page.locator(".modal.in")).to_be_visible()
    assert refusals(writing) == []
