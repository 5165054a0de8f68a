"""The pages of my account and of a person, wide and light, narrow and dark."""

import pytest

from tests.browser.visits import TWO_LOOKS, assert_is_sound_in

pytestmark = pytest.mark.browser

PERSON = "base-privee@demo.example"
STAFF = "administration@demo.example"
PARTS = ["", "profil/", "bases/", "fiches/", "brouillons/", "collections/", "securite/"]
PARTS += ["donnees/", "donnees/suppression/", "ferme/", "supprime/"]


def open_profile(visited, *, role):
    """Write a public profile, and go to its page."""
    visited.go("/compte/profil/")
    page = visited.page
    page.locator("#id_role").fill(role)
    page.locator("#id_description").fill("J’accompagne des publics éloignés. " * 5)
    page.locator("#id_links").fill("https://exemple.test/nadia\nhttps://autre.test/")
    page.locator("#id_is_public").check()
    page.locator("#id_is_named").check()
    page.get_by_role("button", name="Enregistrer mon profil").click()
    page.get_by_role("link", name="Voir ma page publique").click()
    page.wait_for_url("**/personnes/**")


def test_my_account_and_my_public_page_can_be_used_by_everyone(visit):
    visited = visit("/compte/", signed_in=PERSON)
    for part in PARTS:
        visited.go(f"/compte/{part}")
        assert visited.status == 200
        assert_is_sound_in(visited, TWO_LOOKS)
    open_profile(visited, role="Responsable des actions de médiation numérique " * 2)
    assert_is_sound_in(visited, TWO_LOOKS)
    visited.go("/compte/profil/")
    visited.page.locator("#id_links").fill("ftp://exemple.test/")
    visited.page.get_by_role("button", name="Enregistrer mon profil").click()
    visited.page.locator("#errors").wait_for()
    assert_is_sound_in(visited, TWO_LOOKS)


def test_staff_read_a_file_of_people_before_they_add_them(visit):
    visited = visit("/admin/people/import/", signed_in=STAFF)
    page = visited.page
    text = "Prénom;Nom;Courriel\nNadia;Belkacem;nadia@exemple.test\n;;rien\n"
    file = {"name": "p.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("#id_file").set_input_files(file)
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_text("nadia@exemple.test").wait_for()
    page.get_by_role("button", name="Ajouter ces personnes").click()
    page.get_by_text("1 compte créé").wait_for()
