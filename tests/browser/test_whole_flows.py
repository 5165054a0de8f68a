"""From the first visit to a base with a team, and the end of an account: whole, on real mails."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.entering import (
    CONFIRM,
    confirm_password,
    describe_oneself,
    sign_in,
    submit,
)

pytestmark = pytest.mark.browser

INVITATION = r"/invitations/[^/\s]+/"
FOUNDER = "fondatrice@demo.example"
INVITED = "invitee@demo.example"
STRANGER = "lecture@demo.example"
LEAVER, SUCCESSOR = "depart@demo.example", "reprise@demo.example"
NAME = "Atelier de l’aval"
EXPIRES = "UPDATE bases_invitation SET expires_at = ? WHERE email = ?"


def heading(page, name):
    """Expect the first title of the page."""
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def sign_up(page, mails, email=None, *, address):
    """Fill the form of a new account, and confirm the address."""
    describe_oneself(page, email)
    page.goto(mails(address, CONFIRM))
    submit(page)


def make_base(page, name):
    """Make a base from my account, and return its address."""
    page.goto("/bases/nouvelle/")
    page.get_by_label("Ressourcerie interne").check()
    page.get_by_label("Son nom").fill(name)
    page.get_by_label("En une phrase").fill("Ce que partagent les relais de l’aval.")
    page.get_by_role("button", name="Créer cette base").click()
    heading(page, name)
    return re.search(r"/bases/[^/]+/", page.url)[0]


def invite(page, base, address, role="contributor"):
    """Invite somebody to a base."""
    page.goto(f"{base}invitations/")
    page.locator("[name=addresses]").fill(address)
    page.locator("[name=role]").select_option(role)
    page.get_by_role("button", name="Envoyer les invitations").click()
    page.get_by_text("Invitation envoyée").wait_for()


def test_a_newcomer_makes_a_base_that_somebody_without_an_account_joins(
    visit, mails, running
):
    page = visit("/").page
    page.get_by_role("link", name="Se connecter").first.click()
    page.get_by_role("link", name="Créer mon compte").click()
    sign_up(page, mails, FOUNDER, address=FOUNDER)
    # They are back where they came from, signed in.
    page.get_by_role("banner").get_by_role("link", name="Mon compte").click()
    heading(page, "Mon compte")

    base = make_base(page, NAME)
    # The Back button, then the form again: it is the same base.
    page.go_back()
    heading(page, "Créer une base")
    assert make_base(page, NAME) == base
    page.get_by_role("link", name="Réglages").click()
    page.get_by_label("À qui elle s’adresse").fill("Les relais de l’aval")
    page.get_by_role("button", name="Enregistrer les réglages").click()
    page.get_by_text("Les réglages sont enregistrés").wait_for()
    page.go_back()
    expect(page.get_by_label("À qui elle s’adresse")).to_have_value(
        "Les relais de l’aval"
    )
    invite(page, base, INVITED)

    link = mails(INVITED, INVITATION)
    newcomer = visit(link).page
    assert NAME not in newcomer.content()
    for until, title in ((-1, "ne sert plus"), (7, "vous attend")):
        day = datetime.now() + timedelta(days=until)
        running.write(EXPIRES, f"{day:%Y-%m-%d %H:%M:%S}", INVITED)
        newcomer.goto(link)
        heading(newcomer, re.compile(title))
    assert visit(f"{link[:-2]}x/").status == 404
    other = visit(link, signed_in=STRANGER).page
    heading(other, re.compile("pour une autre adresse"))
    assert NAME not in other.content()

    newcomer.get_by_role("main").get_by_role("link", name="Créer mon compte").click()
    sign_up(newcomer, mails, address=INVITED)
    newcomer.wait_for_url("**/invitations/**")
    newcomer.get_by_role("button", name="Accepter l’invitation").click()
    newcomer.wait_for_url(f"**{base}**")
    heading(newcomer, NAME)
    for again in (newcomer.go_back, lambda: newcomer.goto(link)):
        again()
        heading(newcomer, f"Vous êtes dans l’équipe de {NAME}")
    newcomer.get_by_role("link", name="Ouvrir la base").click()
    heading(newcomer, NAME)
    assert visit(base).status == 404


def test_who_leaves_hands_a_base_over_then_their_account_is_no_more(visit, mails):
    leaving = visit("/compte/", signed_in=LEAVER)
    page = leaving.page
    base = make_base(page, "Relais du départ")
    invite(page, base, SUCCESSOR)
    successor = visit(mails(SUCCESSOR, INVITATION), signed_in=SUCCESSOR).page
    successor.get_by_role("button", name="Accepter l’invitation").click()
    successor.wait_for_url(f"**{base}**")

    # Nobody has taken it over yet: the account stays, and it is said why.
    ask_the_end(page)
    expect(page.locator("#errors")).to_contain_text("Relais du départ")
    page.get_by_label("À qui").select_option(label="Aline Reprise")
    page.get_by_role("button", name="Proposer la base").click()
    page.get_by_text("La base est proposée à Aline Reprise").wait_for()

    team = mails(SUCCESSOR, rf"{base}equipe/")
    assert visit(team, signed_in=STRANGER).status == 404
    successor.goto(team)
    successor.get_by_role("button", name="Accepter la base").click()
    successor.get_by_text("est maintenant votre base").wait_for()
    for again in (successor.go_back, lambda: successor.goto(team)):
        again()
        expect(successor.get_by_role("button", name="Accepter la base")).to_have_count(0)
        heading(successor, re.compile("Équipe"))

    ask_the_end(page)
    heading(page, re.compile("supprimé"))
    page.go_back()
    page.wait_for_url("**/compte/connexion/**")
    sign_in(page, LEAVER)
    expect(page.locator("#errors")).to_be_visible()
    successor.goto(f"{base}equipe/")
    expect(successor.get_by_text("Aline Depart")).to_have_count(0)


def ask_the_end(page):
    """Ask that my account be deleted, my password again if it is asked."""
    page.goto("/compte/donnees/suppression/")
    page.locator("#id_confirmation").fill("SUPPRIMER")
    page.get_by_role("button", name="Supprimer mon compte").click()
    if "verification" in page.url:
        confirm_password(page)
