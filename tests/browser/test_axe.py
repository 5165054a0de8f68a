"""Each public page, in each of its states, wide and narrow, light and dark."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import LOOKS, PHONE, SMALL, assert_is_sound_in

pytestmark = pytest.mark.browser

PAGES = {
    "front page": "/",
    "bases": "/bases/",
    "base": "/bases/hub-du-littoral/",
    "fiche with steps and images": (
        "/bases/departement-de-la-vaune/premiers-pas-avec-la-messagerie/"
    ),
    "fiche with a table": "/bases/pass-numeriques/tableau-de-suivi-des-pass/",
    "fiche with a dated list": "/bases/hub-du-littoral/lettre-du-hub-du-littoral/",
    "fiche with files": (
        "/bases/hub-du-littoral/convention-de-pret-de-materiel-reconditionne/"
    ),
    "fiche with links": (
        "/bases/fabrique-d-aubenoire/"
        "bibliotheque-d-outils-libres-et-publics-pour-la-mediation/"
    ),
    "collections": "/collections/",
    "collection": "/bases/mediatheques-du-val/verifier-discuter-decider/",
    "themes": "/themes/",
    "theme": "/themes/maitrise-des-outils-numeriques/",
    "search without a question": "/recherche/",
    "search with words": "/recherche/?q=mot+de+passe",
    "search with filters": "/recherche/?q=atelier&theme=accessibilite&nature=guide",
    "search of bases": "/recherche/?q=hub&type=bases",
    "search without a result": "/recherche/?q=xylophone",
    "search with faults": "/recherche/?page=abc&theme=rien&type=personnes",
    "editorial page": "/aide/",
    "sign in": "/compte/connexion/",
    "sign up": "/compte/inscription/",
}
FICHE = PAGES["fiche with steps and images"]
READER = "mediatheque@demo.example"
EVERY_LOOK = {**LOOKS, **SMALL}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_public_page_can_be_used_by_everyone(path, visit):
    visited = visit(path)
    assert visited.status == 200
    assert_is_sound_in(visited, EVERY_LOOK)


def test_a_page_that_does_not_exist_can_be_used_by_everyone(visit):
    visited = visit("/bases/rien/")
    assert visited.status == 404
    # Chromium itself complains of the status, once.
    assert len(visited.complaints) == 1
    visited.complaints.clear()
    assert_is_sound_in(visited, EVERY_LOOK)


def test_a_sign_up_that_is_refused_can_be_used_by_everyone(visit):
    visited = visit("/compte/inscription/")
    visited.page.locator("main form.form button[type=submit]").click()
    expect(visited.page.locator("#errors")).to_be_visible()
    assert_is_sound_in(visited, EVERY_LOOK)


def test_an_account_can_be_used_by_everyone(visit):
    visited = visit("/compte/", signed_in=READER)
    assert_is_sound_in(visited, EVERY_LOOK)


def test_a_closed_base_can_be_used_by_its_readers(visit):
    address = "/bases/travail-social-et-numerique/"
    visited = visit(address, signed_in="travail-social@demo.example")
    assert visited.status == 200
    assert_is_sound_in(visited, EVERY_LOOK)


@pytest.mark.parametrize("path", ["/", FICHE], ids=["front page", "fiche"])
def test_a_page_asks_for_little(path, visit):
    visited = visit(path, viewport=PHONE)
    visited.page.wait_for_load_state("networkidle")
    assert len(visited.responses) <= 15
    assert visited.weight <= 300_000
