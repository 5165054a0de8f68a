"""The home of a base, put together and read: by hand, by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visits import SMALL, TWO_LOOKS, assert_is_sound, assert_is_sound_in

pytestmark = pytest.mark.browser

BASE = "/bases/vaune-mediatrice-et-services-sociaux/"
SCREEN = f"{BASE}rubriques/"
ADMINISTRATOR = "base-privee@demo.example"
TITLES = (
    "Pour commencer",
    "Un titre de rubrique bien long, comme on en écrit parfois " * 2,
)


def make(page, title):
    """Make a section and put in it the first two pages that are proposed; return their titles."""
    page.locator("[name=title]:not([id^=title-])").fill(title[:100])
    page.get_by_role("button", name="Créer la rubrique").click()
    page.wait_for_url(re.compile(r"\?section=\d+"))
    for _twice in range(2):
        page.locator("button[name=page]").first.click()
        page.wait_for_load_state()
    names = page.locator(".sortable .sortable .sortable__name")
    return [text.strip() for text in names.all_inner_texts()][-2:]


def order_of(page, row):
    names = row.locator(".sortable__name")
    return [text.strip() for text in names.all_inner_texts()]


def test_a_home_is_put_in_order_by_hand_by_buttons_and_by_keyboard(visit):
    screen = visit(SCREEN, signed_in=ADMINISTRATOR)
    assert_is_sound(screen)
    page = screen.page
    both = make(page, TITLES[0])
    make(page, TITLES[1])
    assert_is_sound(screen)

    rows = page.locator("[data-sortable] [data-sortable]").first.locator(":scope > li")
    rows.nth(1).drag_to(rows.nth(0), target_position={"x": 5, "y": 3})
    page.wait_for_url("**#item-*")
    first = page.locator("li.panel").first
    assert order_of(page, first) == both[::-1]

    # The row that moved is where the keyboard goes on.
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Descendre")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(first.locator(".sortable__name").first).to_have_text(both[0])

    page.get_by_role("button", name=f"Monter – {TITLES[1][:100].strip()}").click()
    page.wait_for_load_state()
    expect(page.locator("li.panel h2").first).to_contain_text(TITLES[1][:40])
    expect(page.locator("li.panel h2").nth(1)).to_have_text(TITLES[0])
    page.get_by_label("Afficher les membres").check()
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_load_state()

    for path in (BASE, SCREEN, f"{BASE}membres/", f"{BASE}?tri=titre"):
        page.goto(path)
        assert_is_sound_in(screen, {**TWO_LOOKS, **SMALL})
