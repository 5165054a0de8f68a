"""A link to a closed fiche: made by its team, opened by somebody without an account."""

import pytest

from tests.browser.visits import LOOKS, assert_is_sound_in

pytestmark = pytest.mark.browser

BASE = "/bases/vaune-mediatrice-et-services-sociaux/"
FICHE = f"{BASE}circuit-d-orientation-polyvalence-et-mediation/"
ADMINISTRATOR = "base-privee@demo.example"


def make_link(page, label):
    """Make a link on the screen that is open, and return its address."""
    page.locator("#id_label").fill(label)
    page.get_by_role("button", name="Créer le lien").click()
    page.get_by_text("Le lien est créé").wait_for()
    return page.get_by_label("Adresse à donner").first.input_value()


def test_a_closed_fiche_is_shared_and_read_without_an_account(visit):
    team = visit(FICHE, signed_in=ADMINISTRATOR)
    team.page.get_by_role("link", name="Partager par lien").click()
    address = make_link(team.page, "La mairie")
    assert_is_sound_in(team, LOOKS)

    outsider = visit(address)
    assert outsider.status == 200
    assert outsider.page.get_by_text("Partagée par lien").is_visible()
    assert outsider.page.get_by_role("main").locator("img").count() > 0
    assert {response.status for response in outsider.responses} == {200}
    assert_is_sound_in(outsider, LOOKS)

    team.page.get_by_role("button", name="Arrêter ce lien").first.click()
    team.page.get_by_text("n’ouvre plus rien").wait_for()
    outsider.go(address)
    assert outsider.status == 404


def test_the_screens_of_links_can_be_used_by_everyone(visit):
    screen = visit(f"{BASE}partage/", signed_in=ADMINISTRATOR)
    make_link(screen.page, "Réunion de rentrée")
    for path in (f"{BASE}partage/", "/compte/liens/"):
        screen.go(path)
        assert_is_sound_in(screen, LOOKS)


def test_a_link_is_made_and_stopped_without_a_script(visit):
    screen = visit(f"{BASE}partage/", signed_in=ADMINISTRATOR, java_script_enabled=False)
    address = make_link(screen.page, "Sans script")
    screen.page.get_by_role("button", name="Arrêter ce lien").first.click()
    screen.page.get_by_text("n’ouvre plus rien").wait_for()
    screen.go(address)
    assert screen.status == 404


def test_the_address_of_a_link_is_copied(visit):
    screen = visit(
        f"{BASE}partage/",
        signed_in=ADMINISTRATOR,
        permissions=["clipboard-read", "clipboard-write"],
    )
    address = make_link(screen.page, "Copier")
    screen.page.get_by_role("button", name="Copier").first.click()
    screen.page.get_by_text("Copiée").wait_for()
    assert screen.page.evaluate("navigator.clipboard.readText()") == address
