"""Each public page, in each of its states, wide and narrow, light and dark."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
LOOKS = {
    f"{name}-{scheme}": {"viewport": viewport, "color_scheme": scheme}
    for name, viewport in (("wide", WIDE), ("phone", PHONE))
    for scheme in ("light", "dark")
}
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


def assert_is_sound(visit):
    assert visit.grave_faults() == []
    assert visit.complaints == []
    assert visit.hosts == {urlsplit(visit.page.url).netloc}
    assert not visit.overflows()


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_public_page_can_be_used_by_everyone(path, look, visit):
    visited = visit(path, **look)
    assert visited.status == 200
    assert_is_sound(visited)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_page_that_does_not_exist_can_be_used_by_everyone(look, visit):
    visited = visit("/bases/rien/", **look)
    assert visited.status == 404
    # Chromium itself complains of the status, once.
    assert len(visited.complaints) == 1
    visited.complaints.clear()
    assert_is_sound(visited)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_sign_up_that_is_refused_can_be_used_by_everyone(look, visit):
    visited = visit("/compte/inscription/", **look)
    visited.page.locator("main form.form button[type=submit]").click()
    expect(visited.page.locator("#errors")).to_be_visible()
    visited.page.wait_for_load_state("networkidle")
    assert_is_sound(visited)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_an_account_can_be_used_by_everyone(look, visit):
    visited = visit("/compte/", signed_in=READER, **look)
    assert_is_sound(visited)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_closed_base_can_be_used_by_its_readers(look, visit):
    address = "/bases/travail-social-et-numerique/"
    visited = visit(address, signed_in="travail-social@demo.example", **look)
    assert visited.status == 200
    assert_is_sound(visited)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_fits_the_narrowest_screen(path, visit):
    assert not visit(path, viewport=NARROWEST).overflows()


@pytest.mark.parametrize("path", ["/", FICHE], ids=["front page", "fiche"])
def test_a_page_asks_for_little(path, visit):
    visited = visit(path, viewport=PHONE)
    assert len(visited.responses) <= 15
    assert visited.weight <= 300_000
