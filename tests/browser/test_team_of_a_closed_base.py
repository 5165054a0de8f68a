"""A base that staff opened is closed by its administrator, joined, and read by whom they named."""

import pytest
from playwright.sync_api import expect

from accounts.spam import AT_LEAST_SECONDS
from home.demo.accounts import DEMO_PASSWORD
from tests.browser.editing import FicheEditor

pytestmark = pytest.mark.browser

TITLE = "Accueil numérique de Valbrune"
BASE = "/bases/accueil-numerique-de-valbrune/"
FICHE = "Fiche réservée de Valbrune"
STAFF = "administration@demo.example"
ADMINISTRATOR = "lecture@demo.example"
CONTRIBUTOR = "non-verifie@demo.example"
NEWCOMER = "arrivante@demo.example"
VERIFIED = "travail-social@demo.example"
NAMED = "etabli@demo.example"
STRANGER = "mediatheque@demo.example"
# Titles of other teams, and what the menu offers to staff.
OTHERS = (
    "Médiathèques du Val",
    "Hub des collines",
    "Repair Café des Halles",
    "Vaune : la médiatrice",
    "Travail social et numérique",
)
FOR_STAFF = {"Vocabulaires", "Vérifications", "Rapports", "Paramètres"}
SCREENS = (
    "/admin/",
    "/admin/pages/",
    "/admin/pages/search/?q=numérique",
    "/admin/choose-page/",
    "/admin/images/",
    "/admin/documents/",
)


def publish(page, address, **fields):
    """Write a page in the admin and publish it."""
    page.goto(address)
    for name, text in fields.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="Plus d'actions").click()
    page.locator("button[name=action-publish]").click()
    page.locator(".messages .success").wait_for()


def invite(page, addresses, role):
    page.goto(f"{BASE}invitations/")
    page.locator("[name=addresses]").fill("\n".join(addresses))
    page.locator("[name=role]").select_option(role)
    page.get_by_role("button", name="Envoyer les invitations").click()
    expect(page.get_by_text("Invitation envoyée")).to_have_count(len(addresses))


def accept(page):
    page.get_by_role("button", name="Accepter l’invitation").click()
    page.wait_for_url(f"**{BASE}**")


def answer_waiting_invitation(page):
    page.goto("/compte/")
    page.get_by_role("link", name="Voir l’invitation").click()
    accept(page)


def choose_readers(page, answer, button, **added):
    """Say who reads the base, and confirm what that changes."""
    page.goto(f"{BASE}visibilite/")
    page.locator(f"[name=who][value={answer}]").check()
    for name, value in added.items():
        field = page.locator(f"[name={name}]")
        if name.startswith("type"):
            field.select_option(label=value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Voir ce que cela change").click()
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("button", name="Voir ce que cela change").wait_for()


def join_without_an_account(page, invitation, mails):
    """Create the account that an invitation waits for, confirm its address, and accept."""
    page.goto(invitation)
    page.get_by_role("main").get_by_role("link", name="Créer mon compte").click()
    form = page.locator("main form.form")
    expect(form.locator("[name=email]")).to_have_value(NEWCOMER)
    form.locator("[name=first_name]").fill("Une")
    form.locator("[name=last_name]").fill("Arrivante")
    form.locator("[name=password1]").fill(DEMO_PASSWORD)
    form.locator("[name=actor_type]").select_option(index=1)
    form.locator("[name=territory]").select_option(index=1)
    form.locator("[name=charter]").check()
    # What is sent sooner is taken for a robot's.
    page.wait_for_timeout((AT_LEAST_SECONDS + 1) * 1000)
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/courriel/a-confirmer/")
    page.goto(mails(NEWCOMER, r"/compte/courriel/confirmer/[-:\w]+/"))
    page.locator("main form button[type=submit]").first.click()
    # The invitation that brought them is where they go on.
    page.wait_for_url("**/invitations/**")
    accept(page)


def write_fiche(page):
    """Publish a fiche of the base from the admin."""
    page.goto("/admin/")
    # They may be contributors of other bases too, made before this test.
    page.get_by_role("link", name=f"Ajouter une page · {TITLE}").click()
    page.locator("main a[href*='/add/resources/resourcepage/']").click()
    editor = FicheEditor(page)
    editor.field("title").fill(FICHE)
    editor.field("summary").fill("Ce que seule l’équipe prépare.")
    editor.choose_theme("Accessibilité")
    editor.publish()


def assert_admin_is_of_one_team(page):
    """The menu leads where a contributor works; no screen names what other teams have."""
    page.goto("/admin/")
    menu = page.locator("#wagtail-sidebar nav a, #wagtail-sidebar nav button")
    menu.get_by_text("Documents").wait_for()
    offered = {text.strip() for text in menu.all_inner_texts()} - {""}
    assert offered >= {"Pages", "Images", "Documents"}
    assert not offered & FOR_STAFF
    for screen in SCREENS:
        page.goto(screen)
        told = page.locator("body").inner_text()
        assert not [title for title in OTHERS if title in told], screen


def test_a_base_made_by_staff_is_closed_joined_and_read_by_those_named(visit, mails):
    staff = visit("/admin/", signed_in=STAFF).page
    summary = "Ce que partagent la médiatrice et les travailleurs sociaux."
    publish(staff, "/admin/pages/create/bases/basepage", title=TITLE, summary=summary)
    invite(staff, [ADMINISTRATOR], "administrator")

    administrator = visit("/compte/", signed_in=ADMINISTRATOR).page
    answer_waiting_invitation(administrator)
    choose_readers(administrator, "team", "La fermer")
    assert visit(BASE).status == 404
    invite(administrator, [CONTRIBUTOR, NEWCOMER], "contributor")
    choose_readers(
        administrator,
        "team_and",
        "Enregistrer",
        type_0="Assistant de service social",
        addresses=NAMED,
    )

    contributor = visit("/compte/", signed_in=CONTRIBUTOR).page
    answer_waiting_invitation(contributor)
    newcomer = visit("/").page
    join_without_an_account(newcomer, mails(NEWCOMER, r"/invitations/[^/\s]+/"), mails)

    write_fiche(contributor)
    assert_admin_is_of_one_team(contributor)
    assert_admin_is_of_one_team(newcomer)
    for reader in (CONTRIBUTOR, VERIFIED, NAMED, STAFF):
        reading = visit(BASE, signed_in=reader)
        assert reading.status == 200, reader
        expect(reading.page.get_by_role("link", name=FICHE)).to_be_visible()
    newcomer.goto(BASE)
    expect(newcomer.get_by_role("link", name=FICHE)).to_be_visible()
    assert visit(BASE).status == 404
    assert visit(BASE, signed_in=STRANGER).status == 404
