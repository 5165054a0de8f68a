"""An account, a base, its settings, an invitation: by the keyboard alone, with scripts or not."""

import re

import pytest
from playwright.sync_api import expect

from home.demo.accounts import DEMO_PASSWORD
from tests.browser.entering import CONFIRM, HUMAN_MILLISECONDS

pytestmark = pytest.mark.browser

MOST_STEPS = 90
SENTENCE = "Ce que partagent ceux qui n’ont que leur clavier."


class Keyboard:
    """A person who reaches everything by the Tab key."""

    def __init__(self, page):
        self.page = page

    def reach(self, target):
        """Press Tab until the target has the focus."""
        focused = target.and_(self.page.locator(":focus"))
        for _step in range(MOST_STEPS):
            if focused.count():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is out of reach")

    def type(self, label, text):
        """Type in the field of that label."""
        self.reach(self.page.get_by_label(re.compile(f"^{label}")))
        self.page.keyboard.insert_text(text)

    def tick(self, label):
        """Tick a box, or choose one of the answers that one Tab reaches."""
        target = self.page.get_by_label(label)
        self.reach(target)
        self.page.keyboard.press("Space")
        expect(target).to_be_checked()

    def choose_next(self, label):
        """Choose what comes after what is chosen in a list."""
        target = self.page.get_by_label(re.compile(f"^{label}"))
        self.reach(target)
        before = target.input_value()
        self.page.keyboard.press("ArrowDown")
        expect(target).not_to_have_value(before)

    def press(self, name, role="button"):
        """Press a button, or follow a link, of the page itself."""
        main = self.page.get_by_role("main")
        self.reach(main.get_by_role(role, name=name, exact=True).first)
        self.page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_base_is_made_set_and_joined_without_a_mouse(scripts, visit, mails):
    name = "clavier-seul" if scripts else "clavier-sans-rien"
    page = visit("/compte/inscription/", java_script_enabled=scripts).page
    keys = Keyboard(page)
    keys.type("Prénom", "Camille")
    keys.type("Nom", "Clavier")
    keys.type("Courriel", f"{name}@demo.example")
    keys.choose_next("Vous êtes")
    keys.choose_next("Votre territoire")
    keys.type("Mot de passe", DEMO_PASSWORD)
    keys.tick(re.compile("charte"))
    page.wait_for_timeout(HUMAN_MILLISECONDS)
    keys.press("Créer mon compte")
    page.wait_for_url("**/courriel/a-confirmer/")
    page.goto(mails(f"{name}@demo.example", CONFIRM))
    keys.press("Confirmer ce courriel")
    page.wait_for_url("**/compte/")

    keys.press("Créer une base", role="link")
    page.wait_for_url("**/bases/nouvelle/")
    keys.tick("Vitrine")
    keys.type("Son nom", f"Base {name}")
    keys.type("En une phrase", SENTENCE)
    keys.press("Créer cette base")
    page.get_by_role("heading", name=f"Base {name}", level=1).wait_for()

    keys.press("Réglages", role="link")
    page.wait_for_url("**/reglages/")
    keys.type("À qui elle s’adresse", "Tout le monde")
    keys.press("Enregistrer les réglages")
    page.get_by_text("Les réglages sont enregistrés").wait_for()

    page.goto(f"/bases/base-{name}/invitations/")
    keys.type("Adresses e-mail", "clavier@demo.example")
    keys.press("Envoyer les invitations")
    page.get_by_text("Invitation envoyée").wait_for()
    invited = visit(
        mails("clavier@demo.example", r"/invitations/[^/\s]+/"),
        signed_in="clavier@demo.example",
        java_script_enabled=scripts,
    ).page
    Keyboard(invited).press("Accepter l’invitation")
    invited.get_by_role("heading", name=f"Base {name}", level=1).wait_for()
