"""Suggestions while one types: by the keyboard, by the pointer, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import LOOKS, NARROWEST, assert_is_sound_in

pytestmark = pytest.mark.browser

TYPED = "mess"
TITLE = "Premiers pas avec la messagerie"


@pytest.fixture
def typing(visit):
    """Type the beginning of a word in the field of a page, once its script is there."""

    def begin(path="/recherche/", text=TYPED, **options):
        visited = visit(path, **options)
        field = visited.page.get_by_role("combobox")
        field.focus()
        visited.page.keyboard.type(text)
        return visited, field

    return begin


@pytest.mark.parametrize("path", ["/", "/recherche/", "/bases/"])
def test_suggestions_can_be_used_by_everyone(path, typing):
    visited, field = typing(path)
    expect(field).to_have_attribute("aria-expanded", "true")
    visited.page.keyboard.press("ArrowDown")
    assert_is_sound_in(
        visited,
        {**LOOKS, "narrowest": {"viewport": NARROWEST, "color_scheme": "dark"}},
    )


def test_one_chooses_by_the_arrows_and_opens_by_enter(typing):
    visited, field = typing()
    page = visited.page
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text(
        "suggestions"
    )
    option = page.get_by_role("option", name=TITLE)
    for _step in range(20):
        page.keyboard.press("ArrowDown")
        if option.get_attribute("aria-selected") == "true":
            break
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/premiers-pas-avec-la-messagerie/")


def test_a_completed_word_is_searched(typing):
    visited, field = typing("/recherche/?type=collections")
    expect(field).to_have_attribute("aria-expanded", "true")
    question = visited.page.get_by_role("group", name="Rechercher").get_by_role("option")
    words = question.first.text_content()
    visited.page.keyboard.press("ArrowDown")
    visited.page.keyboard.press("Enter")
    visited.page.wait_for_url(f"**/recherche/?q={words}&type=collections#resultats")


def test_escape_closes_and_keeps_what_is_typed_and_enter_searches_it(typing):
    visited, field = typing()
    expect(field).to_have_attribute("aria-expanded", "true")
    visited.page.keyboard.press("ArrowUp")
    visited.page.keyboard.press("Escape")
    expect(visited.page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value(TYPED)
    assert field.get_attribute("aria-activedescendant") is None
    visited.page.keyboard.press("Enter")
    visited.page.wait_for_url(f"**/recherche/?q={TYPED}#resultats")


def test_the_pointer_opens_a_title_and_leaving_the_field_closes(typing):
    visited, field = typing("/")
    page = visited.page
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    field.focus()
    page.keyboard.type("a")
    page.get_by_role("option", name=TITLE).click()
    page.wait_for_url("**/premiers-pas-avec-la-messagerie/")


def test_a_letter_alone_or_a_word_that_is_unknown_opens_nothing(typing):
    visited, field = typing(text="z")
    visited.page.keyboard.type("orglub")
    with visited.page.expect_response("**/recherche/suggestions/**") as answered:
        pass
    assert answered.value.text().strip() == ""
    expect(field).to_have_attribute("aria-expanded", "false")
    assert visited.complaints == []


def test_without_a_script_the_field_is_a_field(visit):
    visited = visit("/recherche/", java_script_enabled=False)
    field = visited.page.get_by_role("searchbox")
    field.fill(TYPED)
    field.press("Enter")
    visited.page.wait_for_url(f"**/recherche/?q={TYPED}#resultats")
