"""The search page by the keyboard, and as it is told to those who do not see it."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.running import PROJECT
from tests.browser.test_keyboard import Keyboard
from tests.browser.visits import LOOKS, PHONE, assert_is_sound_in

pytestmark = pytest.mark.browser

ASKED = "/recherche/?q=atelier"
STATES = {
    "filters on": f"{ASKED}&theme=accessibilite&nature=guide&niveau=debutant",
    "a word repaired": "/recherche/?q=messagrie",
    "words left out": "/recherche/?q=messagerie+zorglub",
    "people": "/recherche/?q=a&type=personnes",
    "nothing found": "/recherche/?q=zorglub&theme=accessibilite",
}


def assert_tells_how_many(page):
    """The title of the page and its heading say how many answer; one reads on from there."""
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    said = " ".join(heading.inner_text().split())
    assert re.match(r"\d+ (fiche|collection)s? pour « atelier »", said)
    assert " ".join(page.title().split()).startswith(said)
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("path", STATES.values(), ids=STATES)
def test_each_state_of_the_search_page_can_be_used_by_everyone(path, visit):
    visited = visit(path)
    assert visited.status == 200
    assert_is_sound_in(visited, LOOKS)


def test_an_answer_that_stands_in_a_file_can_be_used_by_everyone(visit, running):
    read = [sys.executable, "manage.py", "read_files"]
    subprocess.run(read, check=True, cwd=PROJECT, env=running.environment)
    visited = visit("/recherche/?q=lingettes")
    told = visited.page.get_by_role("link", name=re.compile(", feuille 2$"))
    expect(told.first).to_be_visible()
    assert_is_sound_in(visited, LOOKS)


def test_a_filter_is_put_on_and_removed_by_the_keyboard(visit):
    page = visit(ASKED).page
    keys = Keyboard(page)
    box = page.get_by_role("checkbox", disabled=False).first
    told = box.evaluate("(box) => box.labels[0].textContent")
    assert re.search(r"\d+ résultats", told)
    name, value = box.get_attribute("name"), box.get_attribute("value")
    keys.reach(box)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/recherche/?q=atelier&{name}={value}#resultats")
    expect(page.locator(f"input[name={name}][value={value}]")).to_be_checked()
    assert_tells_how_many(page)
    chip = page.get_by_role("list", name="Filtres actifs").get_by_role("link")
    keys.reach(chip)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{ASKED}#resultats")
    expect(chip).to_have_count(0)
    assert_tells_how_many(page)


def test_what_would_give_nothing_cannot_be_chosen_and_says_so(visit):
    page = visit("/recherche/?q=messagerie").page
    # Some of them are folded away.
    none = page.locator("label", has_text=re.compile(r"\s0 résultats\s*$"))
    assert none.count()
    assert all(label.locator("input").is_disabled() for label in none.all())


def test_tabs_and_orders_are_followed_by_the_keyboard(visit):
    page = visit(ASKED).page
    keys = Keyboard(page)
    keys.reach(page.get_by_role("navigation", name="Ordre").get_by_role("link").last)
    page.keyboard.press("Enter")
    page.wait_for_url("**&tri=*")
    assert_tells_how_many(page)
    keys.reach(page.get_by_role("link", name=re.compile("^Collections \\d+$")))
    page.keyboard.press("Enter")
    page.wait_for_url("**&type=collections*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("collection")
    assert_tells_how_many(page)


def test_on_a_phone_filters_are_folded_and_open_by_the_keyboard(visit):
    page = visit(ASKED, viewport=PHONE).page
    box = page.get_by_role("checkbox").first
    expect(box).to_be_hidden()
    Keyboard(page).reach(page.locator("summary.facets__title"))
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
