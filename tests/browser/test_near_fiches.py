"""What is near to a title, below it, while one types: where a fiche starts, and in its editor."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_keyboard import Keyboard
from tests.browser.visits import LOOKS, SMALL, TWO_LOOKS, assert_is_sound_in

pytestmark = pytest.mark.browser

AUTHOR = "contribution@demo.example"
TITLE = "Premiers pas avec la messagerie"
START = "/fiches/nouvelle/"


@pytest.fixture
def typing(visit):
    """Type a title in the field of a screen."""

    def begin(path=START, title=TITLE):
        visited = visit(path, signed_in=AUTHOR)
        field = visited.page.get_by_label("Titre").first
        field.focus()
        visited.page.keyboard.type(title)
        return visited, field

    return begin


def near(page):
    return page.get_by_role("group", name=re.compile("en parle"))


def test_what_is_near_is_told_and_used_by_everyone(typing):
    visited, _field = typing()
    expect(near(visited.page)).to_be_visible()
    told = visited.page.get_by_role("status").filter(has_text="proche de ce titre")
    expect(told).to_have_count(1)
    assert_is_sound_in(visited, {**LOOKS, **SMALL})


def test_what_is_near_is_reached_by_the_keyboard_and_opens_apart(typing):
    visited, field = typing()
    page = visited.page
    link = near(page).get_by_role("link", name=TITLE)
    expect(link).to_be_visible()
    expect(field).to_be_focused()
    Keyboard(page).reach(link)
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    opened.value.wait_for_url("**/premiers-pas-avec-la-messagerie/")
    expect(field).to_have_value(TITLE)


def test_what_is_no_longer_near_goes(typing):
    visited, field = typing()
    expect(near(visited.page)).to_be_visible()
    field.press_sequentially(" sous l’eau en scaphandre")
    expect(near(visited.page)).to_have_count(0)
    field.fill(TITLE)
    expect(near(visited.page)).to_be_visible()
    field.fill("Pre")
    expect(near(visited.page)).to_have_count(0)
    assert visited.complaints == []


def test_the_editor_tells_it_as_well_until_the_title_says_another_thing(typing):
    visited, _field = typing()
    page = visited.page
    page.get_by_label("En une phrase").fill("Deux heures.")
    page.get_by_role("button", name="Écrire la fiche").click()
    page.wait_for_url("**/admin/pages/*/edit/", wait_until="networkidle")
    link = near(page).get_by_role("link", name=TITLE)
    expect(link).to_be_visible()
    assert_is_sound_in(visited, TWO_LOOKS)
    title = page.locator("#id_title")
    title.focus()
    Keyboard(page).reach(link)
    title.fill("Une soupe au caillou pour le quartier")
    expect(near(page)).to_have_count(0)
