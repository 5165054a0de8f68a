"""An account, from the first visit to its end, with real mails read as a person reads them."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from accounts.spam import AT_LEAST_SECONDS
from home.demo.accounts import DEMO_PASSWORD
from tests.browser.test_axe import LOOKS, assert_is_sound

pytestmark = pytest.mark.browser

CONFIRM = r"/compte/courriel/confirmer/[-:\w]+/(\?next=\S+)?"
RESET = r"/compte/mot-de-passe/oubli/\S+/"
# What is sent sooner is taken for a robot's.
HUMAN_MILLISECONDS = (AT_LEAST_SECONDS + 1) * 1000
NEXT_PASSWORD = "une autre phrase bien longue"


def submit(page):
    page.locator("main form.form button[type=submit]").first.click()


def sign_in(page, email, password=DEMO_PASSWORD):
    page.goto("/compte/connexion/")
    page.locator("main form.form #id_login").fill(email)
    page.locator("main form.form #id_password").fill(password)
    submit(page)


def sign_out(page):
    page.goto("/compte/deconnexion/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")


def sign_up(page, email, path="/compte/inscription/"):
    """Create an account, as far as the mail to open."""
    page.goto(path)
    form = page.locator("main form.form")
    form.locator("[name=first_name]").fill("Aline")
    form.locator("[name=last_name]").fill("Personne")
    form.locator("[name=email]").fill(email)
    form.locator("[name=actor_type]").select_option(index=1)
    form.locator("[name=territory]").select_option(index=1)
    form.locator("[name=password1]").fill(DEMO_PASSWORD)
    form.locator("[name=charter]").check()
    page.wait_for_timeout(HUMAN_MILLISECONDS)
    submit(page)
    page.wait_for_url("**/courriel/a-confirmer/")


def confirm_password(page):
    page.wait_for_url("**/compte/verification/**")
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    submit(page)


def newcomer(page, email, mails):
    """Create an account and come in."""
    sign_up(page, email)
    page.goto(mails(email, CONFIRM))
    submit(page)
    page.wait_for_url("**/compte/")


def test_signing_up_ends_where_one_was_going(visit, mails):
    page = visit("/").page
    sign_up(page, "venue@demo.example", "/compte/inscription/?next=/bases/")
    link = mails("venue@demo.example", CONFIRM)
    page.goto(link)
    submit(page)
    page.wait_for_url("**/bases/")

    # The Back button, then the link again: nothing is done twice, and it is said.
    page.go_back()
    expect(page.get_by_role("heading", name="Ce lien ne sert plus")).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="Ce lien ne sert plus")).to_be_visible()
    page.goto("/compte/courriel/confirmer/Mw:faux:faux/")
    expect(page.get_by_role("heading", name="Ce lien ne sert plus")).to_be_visible()


def test_a_forgotten_password_is_chosen_again_once(visit, mails, mailbox):
    page = visit("/").page
    newcomer(page, "oubli@demo.example", mails)
    sign_out(page)
    page.goto("/compte/mot-de-passe/oubli/")
    page.locator("[name=email]").fill("oubli@demo.example")
    submit(page)
    page.wait_for_url("**/oubli/envoye/")
    link = mails("oubli@demo.example", RESET)
    page.goto(link)
    page.locator("[name=password1]").fill(NEXT_PASSWORD)
    submit(page)
    page.wait_for_url("**/oubli/fait/")
    sign_in(page, "oubli@demo.example", NEXT_PASSWORD)
    page.wait_for_url("**/compte/")

    sign_out(page)
    page.goto(link)
    expect(page.locator("main")).to_contain_text("ne sert plus")
    assert "mot de passe" in mailbox.text_to("oubli@demo.example")


def test_an_address_is_changed_and_the_former_one_is_told(visit, mails, mailbox):
    page = visit("/").page
    newcomer(page, "avant@demo.example", mails)
    told = mailbox.count_to("avant@demo.example")
    page.goto("/compte/courriel/")
    page.locator("#id_email").fill("apres@demo.example")
    page.get_by_role("button", name="Changer de courriel").click()
    confirm_password(page)
    page.wait_for_url("**/compte/courriel/")
    expect(page.locator("main")).to_contain_text("apres@demo.example")
    page.goto(mails("apres@demo.example", CONFIRM))
    submit(page)
    mailbox.last_to("avant@demo.example", after=told)
    sign_out(page)
    sign_in(page, "apres@demo.example")
    page.wait_for_url("**/compte/")


def test_a_code_by_mail_signs_in(visit, mails, mailbox):
    page = visit("/").page
    newcomer(page, "code@demo.example", mails)
    sign_out(page)
    before = mailbox.count_to("code@demo.example")
    page.goto("/compte/connexion/")
    page.get_by_role("link", name="Se connecter avec un code").click()
    page.locator("[name=email]").fill("code@demo.example")
    submit(page)
    page.wait_for_url("**/code/saisir/**")
    text = mailbox.text_to("code@demo.example", after=before)
    page.locator("[name=code]").fill("000")
    submit(page)
    expect(page.locator(".field__error")).to_be_visible()
    page.locator("[name=code]").fill(re.search(r"\b\d{6}\b", text)[0])
    submit(page)
    page.wait_for_url("**/compte/")


def test_a_second_factor_is_set_up_and_asked(visit, mails, mailbox):
    page = visit("/").page
    newcomer(page, "facteur@demo.example", mails)
    before = mailbox.count_to("facteur@demo.example")
    page.goto("/compte/securite/facteur/")
    page.get_by_role("link", name="Installer").click()
    if "verification" in page.url:
        confirm_password(page)
    page.wait_for_url("**/application/activer/")
    secret = page.locator("code.key").inner_text()
    page.locator("[name=code]").fill(code_now(secret))
    submit(page)
    page.wait_for_url("**/compte/securite/codes/")
    assert "second facteur" in mailbox.text_to("facteur@demo.example", after=before)
    rescue = page.locator(".codes code").first.inner_text()
    sign_out(page)

    sign_in(page, "facteur@demo.example")
    page.wait_for_url("**/second-facteur/")
    page.locator("[name=code]").fill("123")
    submit(page)
    expect(page.locator(".field__error")).to_be_visible()
    page.locator("[name=code]").fill(rescue)
    submit(page)
    page.wait_for_url("**/compte/")


def code_now(secret):
    """Return what an application of codes shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def through_the_service(page, name):
    """Sign in at the provider, as whoever is called `name`."""
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec Service d’essai").click()
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("x")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()


def test_another_service_signs_in_and_the_charter_is_asked_first(visit):
    page = visit("/").page
    through_the_service(page, "camille")
    page.wait_for_url("**/compte/service/inscription/")
    form = page.locator("main form.form")
    expect(form.locator("[name=email]")).to_have_value("camille@service.example")
    expect(form.locator("[name=last_name]")).to_have_value("Dupré")
    submit(page)
    expect(page.locator("#id_charter_error")).to_be_visible()
    form.locator("[name=actor_type]").select_option(index=1)
    form.locator("[name=territory]").select_option(index=1)
    form.locator("[name=charter]").check()
    submit(page)
    page.wait_for_url("**/compte/")

    # The second time, nothing more is asked.
    sign_out(page)
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec Service d’essai").click()
    page.wait_for_url("**/compte/")


def test_an_address_that_the_service_does_not_vouch_for_is_confirmed_by_mail(
    visit, mails
):
    page = visit("/").page
    through_the_service(page, "unverified-lou")
    form = page.locator("main form.form")
    form.locator("[name=actor_type]").select_option(index=1)
    form.locator("[name=territory]").select_option(index=1)
    form.locator("[name=charter]").check()
    submit(page)
    page.wait_for_url("**/courriel/a-confirmer/")
    page.goto(mails("unverified-lou@service.example", CONFIRM))
    submit(page)
    page.wait_for_url("**/compte/")


def test_giving_up_at_the_service_is_told(visit):
    page = visit("/compte/connexion/sso/retour/?error=access_denied&state=x").page
    expect(page.locator("main h1")).to_be_visible()
    page.goto("/compte/connexion/inconnu/")
    assert page.title().startswith("Page introuvable") or "404" in page.content()


ENTRANCE = [
    "/compte/inscription/",
    "/compte/connexion/",
    "/compte/connexion/code/",
    "/compte/mot-de-passe/oubli/",
    "/compte/service/annule/",
]
MINE = [
    "/compte/courriel/",
    "/compte/mot-de-passe/",
    "/compte/securite/",
    "/compte/securite/facteur/",
    "/compte/appareils/",
    "/compte/service/",
]


@pytest.mark.parametrize("look", ["wide-light", "phone-dark"])
@pytest.mark.parametrize("path", [*ENTRANCE, *MINE])
def test_a_page_of_accounts_can_be_used_by_everyone(path, look, visit):
    signed_in = "lecture@demo.example" if path in MINE else None
    visited = visit(path, signed_in=signed_in, **LOOKS[look])
    assert visited.status == 200
    assert_is_sound(visited)
