"""A base, a workbench and a first fiche, made from the public site: so many gestures, no more."""

import pytest

from tests.browser.editing import FicheEditor
from tests.browser.visits import LOOKS, TWO_LOOKS, assert_is_sound, assert_is_sound_in

pytestmark = pytest.mark.browser

MAKER = "non-verifie@demo.example"
NEWCOMER = "redaction@demo.example"
OWNER = "etabli@demo.example"
WORKBENCH = "/bases/etabli-de-noe/"
SCREENS = [
    "/bases/nouvelle/",
    "/fiches/nouvelle/",
    WORKBENCH,
    f"{WORKBENCH}reglages/",
    f"{WORKBENCH}reglages/supprimer/",
]
SENTENCE = "Ce que les relais de la Vaune partagent : ateliers, mémos, modèles."


class Gestures:
    """What somebody does on a page, counted: a click, or a field filled."""

    def __init__(self, page):
        self.page = page
        self.count = 0

    def click(self, target):
        self.count += 1
        target.click()

    def fill(self, label, text):
        self.count += 1
        self.page.get_by_label(label, exact=True).fill(text)


def test_a_public_base_then_its_first_fiche_take_few_gestures(visit):
    page = visit("/", signed_in=MAKER).page
    made = Gestures(page)
    made.click(page.get_by_role("link", name="Créer une base"))
    made.click(page.get_by_label("Vitrine"))
    made.fill("Son nom", "Relais de la Vaune")
    made.fill("En une phrase", SENTENCE)
    made.click(page.get_by_role("button", name="Créer cette base"))
    page.get_by_role("heading", name="Relais de la Vaune", level=1).wait_for()
    assert made.count <= 10
    assert visit("/bases/relais-de-la-vaune/").status == 200

    written = Gestures(page)
    written.click(page.get_by_role("link", name="Créer une fiche"))
    written.fill("Titre", "Ouvrir un relais")
    written.fill("En une phrase", "Les cinq premières semaines, pas à pas.")
    written.click(page.get_by_role("button", name="Écrire la fiche"))
    editor = FicheEditor(page)
    editor.choose_theme("Accessibilité")
    path = editor.publish()
    # The tab and the theme; the menu and the button that publishes.
    assert written.count + 4 <= 12
    read = visit(path)
    assert read.status == 200
    assert_is_sound(read)


def test_a_workbench_is_one_click_away_and_told_by_its_name_alone(visit):
    page = visit("/compte/", signed_in=NEWCOMER).page
    page.get_by_role("button", name="Mon établi").click()
    page.get_by_role("heading", name="L’établi de Démo", level=1).wait_for()
    page.get_by_role("heading", name="Prochaines étapes").wait_for()
    address = page.url
    stranger = visit(address)
    stranger.page.get_by_text("Rien n’est encore ouvert ici").wait_for()
    assert_is_sound(stranger)


def test_two_people_who_set_one_base_lose_nothing(visit):
    pages = [visit(f"{WORKBENCH}reglages/", signed_in=OWNER).page for _ in range(2)]
    pages[0].get_by_label("À qui elle s’adresse").fill("Les collègues")
    pages[1].get_by_label("Site web").fill("https://noe.example")
    for page in pages:
        page.get_by_role("button", name="Enregistrer les réglages").click()
    pages[1].get_by_text("a changé entre-temps").wait_for()
    assert pages[1].get_by_label("Site web").input_value() == "https://noe.example"
    audience = pages[1].get_by_label("À qui elle s’adresse")
    assert audience.input_value() == "Les collègues"
    pages[1].get_by_role("button", name="Enregistrer les réglages").click()
    pages[1].get_by_text("Les réglages sont enregistrés").wait_for()


def test_a_base_is_made_without_a_script(visit):
    page = visit("/bases/nouvelle/", signed_in=MAKER, java_script_enabled=False).page
    page.get_by_label("Ressourcerie interne").check()
    page.get_by_label("Son nom").fill("Base sans script")
    page.get_by_label("En une phrase").fill(SENTENCE)
    page.get_by_role("button", name="Créer cette base").click()
    page.get_by_role("heading", name="Base sans script", level=1).wait_for()
    assert visit("/bases/base-sans-script/").status == 404


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_can_be_used_by_everyone(path, visit):
    visited = visit(path, signed_in=OWNER)
    assert visited.status == 200
    assert_is_sound_in(visited, TWO_LOOKS)


def test_a_base_that_is_refused_can_be_used_by_everyone(visit):
    visited = visit("/bases/nouvelle/", signed_in=OWNER, **LOOKS["phone-dark"])
    visited.page.get_by_role("button", name="Créer cette base").click()
    visited.page.locator("#errors").wait_for()
    assert_is_sound(visited)
