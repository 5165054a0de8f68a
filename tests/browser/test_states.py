"""The pages of people and of the portal's team in each state: sound wide, narrow, enlarged."""

import pytest

from tests.browser.visits import LOOKS, SMALL, TWO_LOOKS, assert_is_sound_in

pytestmark = pytest.mark.browser

STAFF = "administration@demo.example"
EMPTY, FULL = "lecture@demo.example", "mediatheque@demo.example"
OWNER = "etabli@demo.example"
LONG = "Réseau des médiathèques, relais et tiers-lieux numériques de la Haute-Vaune-sur-Aubenoire"
EVERYWHERE = {"wide-light": LOOKS["wide-light"], **SMALL}
ACCOUNT = ["", "bases/", "fiches/", "brouillons/", "collections/", "suivis/", "abonnes/"]
ACCOUNT += ["profil/", "appareils/", "donnees/", "donnees/suppression/", "corbeille/"]
ADMINISTRATOR = "base-privee@demo.example"
PRIVATE = "/bases/vaune-mediatrice-et-services-sociaux/"
ASKED = "/bases/repair-cafe-des-halles/"
# What is sent empty is refused: the page says what is missing.
REFUSED = [
    "/bases/nouvelle/",
    "/fiches/nouvelle/",
    f"{PRIVATE}reglages/",
    f"{PRIVATE}invitations/",
    f"{PRIVATE}rubriques/",
    f"{PRIVATE}contacter/",
    f"{ASKED}signaler/",
    "/idees/proposer/",
    "/recherche/fiche-manquante/",
    "/compte/mot-de-passe/",
]
SENT_EMPTY = """form => {
  const typed = "input[type=text], input[type=email], input[type=password], textarea";
  for (const field of form.querySelectorAll(typed)) field.value = "";
  form.noValidate = true;
  form.requestSubmit(form.querySelector("button[type=submit]"));
}"""
OPEN = ["/idees/", "/idees/?etat=declined", "/nouveautes/", "/charte/", "/aide/"]
TEAM = [
    "community/report/",
    "community/idea/",
    "community/missingfiche/",
    "community/newsitem/",
    "community/newsitem/create/",
    "accounts/persontoverify/",
    "accounts/verifieddomain/",
    "accounts/charterversion/",
    "bases/basetocertify/",
    "bases/basewithoutadministrator/",
    "people/import/",
]


@pytest.mark.parametrize("person", [EMPTY, FULL], ids=["empty", "full"])
def test_an_account_can_be_used_by_everyone_on_every_screen(person, visit):
    visited = visit("/", signed_in=person)
    for part in ACCOUNT:
        visited.go(f"/compte/{part}")
        assert visited.status == 200
        assert_is_sound_in(visited, SMALL)


def test_what_is_asked_and_refused_can_be_used_by_everyone(visit):
    visited = visit("/", signed_in=ADMINISTRATOR)
    for path in REFUSED:
        visited.go(path)
        assert visited.status == 200, path
        visited.page.locator("main form.form[method=post]").first.evaluate(SENT_EMPTY)
        visited.page.locator("#errors, .field__error").first.wait_for()
        assert_is_sound_in(visited, EVERYWHERE)


def test_what_everybody_reads_of_the_portal_can_be_used_by_everyone(visit):
    visited = visit("/")
    for path in OPEN:
        visited.go(path)
        assert visited.status == 200
        assert_is_sound_in(visited, EVERYWHERE)


def test_long_names_break_nothing(visit):
    visited = visit("/bases/nouvelle/", signed_in=OWNER)
    page = visited.page
    page.get_by_label("Vitrine").check()
    page.get_by_label("Son nom").fill(LONG)
    page.get_by_label("En une phrase").fill("Anticonstitutionnellement" * 8)
    page.get_by_role("button", name="Créer cette base").click()
    page.get_by_role("heading", name=LONG, level=1).wait_for()
    assert_is_sound_in(visited, EVERYWHERE)
    base = page.url
    for screen in ("equipe/", "reglages/", "invitations/", "visibilite/"):
        visited.go(f"{base}{screen}")
        assert_is_sound_in(visited, SMALL)


def test_the_lists_of_the_team_of_the_portal_can_be_used_by_everyone(visit):
    visited = visit("/admin/", signed_in=STAFF)
    for path in TEAM:
        visited.go(f"/admin/{path}")
        assert visited.status == 200
        assert visited.grave_faults() == []
        assert visited.complaints == []


def test_what_is_made_opens_by_a_button_of_the_bar(visit):
    visited = visit("/", signed_in=EMPTY)
    page = visited.page
    page.locator("summary", has_text="Créer").click()
    assert_is_sound_in(visited, {"wide": TWO_LOOKS["wide-light"]})
    page.get_by_role("banner").get_by_role("link", name="Une base").click()
    page.wait_for_url("**/bases/nouvelle/")
