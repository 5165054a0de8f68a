"""An account, with real mails read as a person reads them; and each link that serves no longer."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from tests.browser.entering import (
    CONFIRM,
    confirm_password,
    describe_oneself,
    sign_in,
    sign_out,
    submit,
)
from tests.browser.visits import TWO_LOOKS, assert_is_sound_in

pytestmark = pytest.mark.browser

RESET = r"/compte/mot-de-passe/oubli/\S+/"
NEXT_PASSWORD = "une autre phrase bien longue"
CALLBACK = "/compte/connexion/sso/retour/"


def assert_serves_no_longer(page, address, way_on):
    """A link says that it serves no longer, and where to go on."""
    page.goto(address)
    assert_says_so(page, way_on)


def assert_says_so(page, way_on):
    expect(page.get_by_role("heading", name="Ce lien ne sert plus")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name=way_on)).to_be_visible()


def test_signing_up_ends_where_one_was_going(visit, mails, later):
    page = visit("/compte/inscription/?next=/bases/").page
    describe_oneself(page, "venue@demo.example")
    link = mails("venue@demo.example", CONFIRM)
    assert_serves_no_longer(page, f"{later}{link}", "Se connecter")
    page.goto(link)
    submit(page)
    page.wait_for_url("**/bases/")

    page.go_back()
    assert_says_so(page, "Se connecter")
    assert_serves_no_longer(page, link, "Se connecter")
    wrong = "/compte/courriel/confirmer/Mw:faux:faux/"
    assert_serves_no_longer(page, wrong, "Se connecter")


def test_a_forgotten_password_is_chosen_again_once(visit, mails, mailbox, later):
    page = visit("/compte/mot-de-passe/oubli/").page
    page.locator("[name=email]").fill("oubli@demo.example")
    submit(page)
    page.wait_for_url("**/oubli/envoye/")
    link = mails("oubli@demo.example", RESET)
    assert_serves_no_longer(page, f"{later}{link}", "Demander un autre lien")
    wrong = "/compte/mot-de-passe/oubli/1-faux/"
    assert_serves_no_longer(page, wrong, "Demander un autre lien")
    page.goto(link)
    page.locator("[name=password1]").fill(NEXT_PASSWORD)
    submit(page)
    page.wait_for_url("**/oubli/fait/")
    page.go_back()
    assert_says_so(page, "Demander un autre lien")
    sign_in(page, "oubli@demo.example", NEXT_PASSWORD)
    page.wait_for_url("**/compte/")

    sign_out(page)
    assert_serves_no_longer(page, link, "Demander un autre lien")
    assert "mot de passe" in mailbox.text_to("oubli@demo.example")


def test_an_address_is_changed_and_the_former_one_is_told(visit, mails, mailbox, later):
    page = visit("/compte/courriel/", signed_in="avant@demo.example").page
    told = mailbox.count_to("avant@demo.example")
    page.locator("#id_email").fill("apres@demo.example")
    page.get_by_role("button", name="Changer de courriel").click()
    if "verification" in page.url:
        confirm_password(page)
    page.wait_for_url("**/compte/courriel/")
    expect(page.locator("main")).to_contain_text("apres@demo.example")
    link = mails("apres@demo.example", CONFIRM)
    assert_serves_no_longer(page, f"{later}{link}", "Se connecter")
    page.goto(link)
    submit(page)
    mailbox.last_to("avant@demo.example", after=told)
    page.go_back()
    assert_says_so(page, "Se connecter")
    sign_out(page)
    assert_serves_no_longer(page, link, "Se connecter")
    sign_in(page, "apres@demo.example")
    page.wait_for_url("**/compte/")


def test_a_code_by_mail_signs_in(visit, mailbox):
    visited = visit("/compte/connexion/")
    page = visited.page
    before = mailbox.count_to("code@demo.example")
    page.get_by_role("link", name="Se connecter avec un code").click()
    page.locator("[name=email]").fill("code@demo.example")
    submit(page)
    page.wait_for_url("**/code/saisir/**")
    text = mailbox.text_to("code@demo.example", after=before)
    page.locator("[name=code]").fill("000")
    submit(page)
    expect(page.locator(".field__error")).to_be_visible()
    assert_is_sound_in(visited, TWO_LOOKS)
    page.locator("[name=code]").fill(re.search(r"\b\d{6}\b", text)[0])
    submit(page)
    page.wait_for_url("**/compte/")

    assert_asks_no_code(page, "/compte/connexion/code/saisir/")


def assert_asks_no_code(page, address):
    """Nothing is asked again where one comes back to, once signed in.

    After a code that was refused, the Back button has Chromium ask first: its address is opened.
    """
    page.goto(address)
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("[name=code]")).to_have_count(0)


def test_a_second_factor_is_set_up_and_asked(visit, mailbox):
    visited = visit("/compte/securite/facteur/", signed_in="facteur@demo.example")
    page = visited.page
    before = mailbox.count_to("facteur@demo.example")
    page.get_by_role("link", name="Installer").click()
    if "verification" in page.url:
        confirm_password(page)
    page.wait_for_url("**/application/activer/")
    secret = page.locator("code.key").inner_text()
    refuse_code(page, "000000")
    assert_is_sound_in(visited, TWO_LOOKS)
    page.locator("[name=code]").fill(code_now(secret))
    submit(page)
    page.wait_for_url("**/compte/securite/codes/")
    assert_is_sound_in(visited, TWO_LOOKS)
    assert "second facteur" in mailbox.text_to("facteur@demo.example", after=before)
    rescue = page.locator(".codes code").first.inner_text()
    page.goto("/compte/securite/application/activer/")
    expect(page.get_by_text(secret)).to_have_count(0)
    sign_out(page)

    sign_in(page, "facteur@demo.example")
    page.wait_for_url("**/second-facteur/")
    for code in ("123", code_now(secret, ago=20)):
        refuse_code(page, code)
    assert_is_sound_in(visited, TWO_LOOKS)
    page.locator("[name=code]").fill(rescue)
    submit(page)
    page.wait_for_url("**/compte/")
    assert_asks_no_code(page, "/compte/connexion/second-facteur/")
    sign_out(page)
    sign_in(page, "facteur@demo.example")
    refuse_code(page, rescue)


def refuse_code(page, code):
    """Send a code that opens nothing, and read why."""
    page.locator("[name=code]").fill(code)
    submit(page)
    expect(page.locator(".field__error")).to_be_visible()


def code_now(secret, *, ago=0):
    """Return what an application of codes shows now, or showed so many half-minutes ago."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now - ago))


def through_the_service(page, name):
    """Sign in at the provider, as whoever is called `name`."""
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec Service d’essai").click()
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill("x")
    page.locator("button[type=submit]").click()
    page.get_by_role("button", name="Continue").click()


def test_another_service_signs_in_and_the_charter_is_asked_first(visit):
    visited = visit("/")
    page = visited.page
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
    used = next(each.url for each in visited.responses if CALLBACK in each.url)

    # The second time, nothing more is asked.
    sign_out(page)
    page.goto("/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec Service d’essai").click()
    page.wait_for_url("**/compte/")
    page.go_back()
    expect(page.locator("main h1")).to_be_visible()

    # What the provider answered once opens nothing twice, here or in another browser.
    stranger = visit("/").page
    for address in (used, f"{CALLBACK}?code=faux&state=faux"):
        stranger.goto(address)
        expect(stranger.get_by_role("main").get_by_role("link").first).to_be_visible()
        heading = stranger.get_by_role("heading", name="La connexion n’a pas abouti")
        expect(heading).to_be_visible()
        stranger.goto("/compte/")
        expect(stranger).to_have_url(re.compile("/compte/connexion/"))


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
    page = visit(f"{CALLBACK}?error=access_denied&state=x").page
    expect(page.locator("main h1")).to_be_visible()
    page.goto("/compte/connexion/inconnu/")
    assert page.title().startswith("Page introuvable") or "404" in page.content()


ENTRANCE = [
    "/compte/inscription/",
    "/compte/connexion/",
    "/compte/connexion/code/",
    "/compte/mot-de-passe/oubli/",
    "/compte/service/annule/",
    "/compte/courriel/a-confirmer/",
    "/compte/inactif/",
]
MINE = [
    "/compte/courriel/",
    "/compte/mot-de-passe/",
    "/compte/securite/",
    "/compte/securite/facteur/",
    "/compte/appareils/",
    "/compte/service/",
]


@pytest.mark.parametrize("path", [*ENTRANCE, *MINE])
def test_a_page_of_accounts_can_be_used_by_everyone(path, visit):
    signed_in = "lecture@demo.example" if path in MINE else None
    visited = visit(path, signed_in=signed_in)
    assert visited.status == 200
    assert_is_sound_in(visited, TWO_LOOKS)
