"""Wagtail's admin works in a browser under the policy that it is given."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import UserFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

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


@pytest.fixture
def refusals(window):
    """What the browser refused because of a policy since the window opened."""
    said = []

    def listen(message):
        if "Content Security Policy" in message.text or "X-Frame-Options" in message.text:
            said.append(message.text)

    window.on("console", listen)
    return said


@pytest.fixture
def administrator(window, live_server, client):
    """A superuser, signed in to the admin in the window."""
    person = UserFactory(is_superuser=True)
    client.force_login(person)
    session = client.cookies["sessionid"].value
    window.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": live_server.url}]
    )
    return person


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_of_the_admin_runs_under_its_policy(
    screen, window, administrator, refusals
):
    assert window.goto(screen).ok
    window.wait_for_load_state("networkidle")

    assert refusals == []


def test_a_page_is_previewed_in_the_editor(window, administrator, refusals, base):
    window.goto(f"/admin/pages/{base.pk}/edit/")
    window.locator("[data-side-panel-toggle=preview]").click()

    frame = window.frame_locator("#w-preview-iframe")
    expect(frame.get_by_role("heading", name=base.title)).to_be_visible()
    assert refusals == []


def test_each_block_is_written_under_the_policy(
    window, administrator, refusals, resource
):
    window.goto(f"/admin/pages/{resource.pk}/edit/")
    add = window.locator("button.c-sf-add-button")
    choices = window.locator(".w-combobox__option")
    add.first.click()
    expect(choices.first).to_be_visible()
    for rank in range(choices.count()):
        choices.nth(rank).click()
        expect(choices).to_have_count(0)
        add.last.click()
        expect(choices.first).to_be_visible()

    assert window.locator("[data-contentpath] .public-DraftEditor-content").count() > 1
    assert refusals == []


def test_an_image_is_chosen_under_the_policy(window, administrator, refusals, base):
    window.goto(f"/admin/pages/{base.pk}/edit/")
    window.get_by_role("button", name=re.compile("image", re.IGNORECASE)).first.click()

    expect(window.get_by_role("dialog")).to_be_visible()
    assert refusals == []
