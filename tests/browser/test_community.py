"""What people follow, report, propose: each page wide and light, narrow and dark, and shared."""

import pytest

from tests.browser.visits import NARROWEST, TWO_LOOKS, assert_is_sound, assert_is_sound_in

pytestmark = pytest.mark.browser

BASE = "/bases/hub-du-littoral/"
READER = "mediatheque@demo.example"
PAGES = {
    "ideas": "/idees/",
    "an idea to send": "/idees/proposer/",
    "a fiche that is missing": "/recherche/fiche-manquante/?q=imprimante",
    "news": "/nouveautes/",
    "a report": f"{BASE}signaler/",
    "a base to follow": f"{BASE}suivre/",
    "what i follow": "/compte/suivis/",
    "who follows me": "/compte/abonnes/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_of_the_community_can_be_used_by_everyone(path, visit):
    visited = visit(path, signed_in=READER)
    assert visited.status == 200
    assert_is_sound_in(visited, TWO_LOOKS)


def test_a_report_that_is_refused_can_be_used_by_everyone(visit):
    visited = visit(f"{BASE}signaler/", viewport=NARROWEST)
    visited.page.get_by_role("button", name="Envoyer mon signalement").click()
    visited.page.locator("#errors").wait_for()
    assert_is_sound(visited)


def test_a_base_is_followed_and_no_longer_without_a_script(visit):
    visited = visit(BASE, signed_in=READER, java_script_enabled=False)
    visited.page.get_by_role("button", name="Suivre", exact=True).click()
    visited.page.get_by_role("button", name="Ne plus suivre").click()
    visited.page.get_by_role("button", name="Suivre", exact=True).wait_for()


def test_the_address_of_a_page_is_shown_without_a_script(visit):
    visited = visit(BASE, java_script_enabled=False)
    visited.page.locator("summary", has_text="Partager").click()
    shown = visited.page.get_by_label("Adresse de cette page").input_value()
    assert shown == visited.page.url
