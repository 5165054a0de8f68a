"""A draft that saves itself, and what its author does meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.browser.editing import FicheEditor

pytestmark = pytest.mark.browser


def test_what_is_published_while_its_draft_saves_itself_is_published(visit):
    page = visit("/admin/pages/", signed_in="contribution@demo.example").page
    page.locator("a[href$='/add_subpage/']").first.click()
    page.locator("main a[href*='/add/resources/resourcepage/']").click()
    # The editor looks at the form two seconds after it opened, then at what changes.
    page.wait_for_timeout(2500)
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route("**/add/resources/resourcepage/**", hold_the_first)
    editor = FicheEditor(page)
    editor.field("title").fill("Écrite d’un trait")
    editor.field("summary").fill("Titre, phrase, thème, et c’est publié.")
    editor.choose_theme("Accessibilité")
    indicator = page.locator("#w-autosave-indicator")
    expect(indicator).to_have_attribute("data-w-autosave-state-value", "saving")
    page.get_by_role("button", name="Plus d'actions").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_timeout(500)
    held[0].continue_()
    done = page.locator(".messages .success")
    expect(done).to_contain_text("publié")
    reading = visit(done.get_by_role("link").first.get_attribute("href"))
    assert reading.status == 200
    expect(reading.page.get_by_role("heading", level=1)).to_have_text("Écrite d’un trait")
