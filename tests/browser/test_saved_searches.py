"""A search is saved, its news asked for, told by a real mail, and stopped from there."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.running import PROJECT
from tests.browser.test_keyboard import Keyboard
from tests.browser.visits import LOOKS, TWO_LOOKS, assert_is_sound_in

pytestmark = pytest.mark.browser

READER, OTHER = "mediatheque@demo.example", "lecture@demo.example"
ASKED = "/recherche/?q=atelier"
MINE = "/compte/recherches/"
STOP = r"/recherche/alertes/\S+/arreter/"


def test_a_search_is_saved_told_by_a_mail_and_stopped_from_it(
    visit, running, mailbox, mails
):
    page = visit(ASKED, signed_in=READER).page
    keys = Keyboard(page)
    keys.press("Enregistrer cette recherche", role="link")
    page.wait_for_url("**/recherche/enregistrer/?q=atelier")
    expect(page.get_by_label("Nom de la recherche")).to_have_value("atelier")
    keys.press("Enregistrer")
    page.wait_for_url(f"**{MINE}")
    row = page.get_by_role("listitem").filter(has_text="Aucun courriel")
    keys.reach(row.get_by_role("link", name="Modifier – atelier"))
    page.keyboard.press("Enter")
    keys.tick("M’écrire quand il y a du nouveau")
    keys.press("Enregistrer")
    expect(page.get_by_text("Un courriel quand il y a du nouveau")).to_be_visible()

    before = mailbox.count_to(READER)
    running.write(
        "UPDATE search_savedsearch SET looked_at = '2001-01-01 00:00:00' WHERE question = ?",
        "q=atelier",
    )
    command = [sys.executable, "manage.py", "send_alerts"]
    subprocess.run(command, check=True, cwd=PROJECT, env=running.environment)
    told = mailbox.last_to(READER, after=before)
    stop = mails(READER, STOP)
    assert told["List-Unsubscribe"].strip() == f"<{running.address}{stop}>"
    assert told["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    stopping = visit(stop)
    assert stopping.status == 200
    assert_is_sound_in(stopping, TWO_LOOKS)
    stopping.page.get_by_role("button", name="Ne plus recevoir ces courriels").click()
    expect(stopping.page.get_by_role("heading", level=1)).to_have_text(
        "Les courriels sont arrêtés"
    )
    assert_is_sound_in(stopping, TWO_LOOKS)
    page.goto(MINE)
    expect(row).to_be_visible()


def test_who_is_not_signed_in_is_led_to_and_comes_back(visit):
    page = visit(ASKED, java_script_enabled=False).page
    page.get_by_role("link", name="Enregistrer cette recherche").click()
    page.wait_for_url("**/compte/connexion/?next=/recherche/enregistrer/*")


def test_the_pages_of_saved_searches_can_be_used_by_everyone(visit):
    visited = visit(MINE, signed_in=OTHER)
    expect(visited.page.get_by_text("encore enregistré aucune recherche")).to_be_visible()
    assert_is_sound_in(visited, TWO_LOOKS)
    long = "messagerie " * 12
    visited.go(f"/recherche/enregistrer/?q={long}&type=bases")
    assert_is_sound_in(visited, LOOKS)
    visited.page.get_by_label("Nom de la recherche").fill("")
    visited.page.get_by_role("button", name="Enregistrer", exact=True).click()
    visited.page.locator("#errors").wait_for()
    assert_is_sound_in(visited, TWO_LOOKS)
    visited.page.get_by_label("Nom de la recherche").fill("recherche" * 11)
    visited.page.get_by_role("button", name="Enregistrer", exact=True).click()
    visited.page.wait_for_url(f"**{MINE}")
    assert_is_sound_in(visited, LOOKS)
    visited.page.get_by_role("link", name="Supprimer").click()
    visited.page.wait_for_url("**/supprimer/")
    assert_is_sound_in(visited, TWO_LOOKS)
    visited.page.get_by_role("button", name="Supprimer cette recherche").click()
    visited.page.wait_for_url(f"**{MINE}")
