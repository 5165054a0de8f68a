"""A demo portal that runs in a process of its own, what it talks to, and Chromium to visit it."""

import shutil
from contextlib import ExitStack

import pytest

from home.demo.accounts import DEMO_PASSWORD
from tests.browser.mailbox import Mailbox
from tests.browser.running import Portal
from tests.browser.single_sign_on import provider_for, variables_of
from tests.browser.visits import Visit

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def mailbox():
    """A real SMTP server, which keeps what the portal sends."""
    with Mailbox() as mailbox:
        yield mailbox


@pytest.fixture(scope="session")
def running(tmp_path_factory, mailbox):
    """A demo portal, loaded and served once, whose files go with the tests."""
    portal = Portal(tmp_path_factory.mktemp("portal"))
    with provider_for(portal.address, portal.folder) as provider:
        portal.load({**mailbox.variables, **variables_of(provider)})
        with portal.served(place=portal.place):
            yield portal


@pytest.fixture(scope="session")
def portal(running):
    """The address of the demo portal."""
    return running.address


@pytest.fixture(scope="session")
def later(running):
    """The address of the same portal, where every link that it sent is too old."""
    with running.served(settings="tests.browser.later") as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def mails(mailbox):
    """Return the path that the last mail to somebody leads to, as a pattern describes it."""
    return mailbox.path_in_last


@pytest.fixture(scope="session")
def signed_in_states(chromium, portal):
    """Return what a browser keeps of somebody who signed in: each does so once for all tests."""
    states = {}

    def state_of(email):
        if email not in states:
            context = chromium.new_context(base_url=portal, locale="fr-FR")
            _sign_in(context, email)
            states[email] = context.storage_state()
            context.close()
        return states[email]

    return state_of


@pytest.fixture
def visit(chromium, portal, signed_in_states):
    """Open an address of the portal as somebody, and return the visit."""
    with ExitStack() as contexts:

        def open_address(path, *, signed_in=None, **options):
            state = signed_in_states(signed_in) if signed_in else None
            context = contexts.enter_context(
                chromium.new_context(
                    base_url=portal,
                    storage_state=state,
                    **{"viewport": DESKTOP, "locale": "fr-FR", **options},
                )
            )
            visit = Visit(context.new_page())
            visit.go(path)
            return visit

        yield open_address


def _sign_in(context, email):
    page = context.new_page()
    page.goto("/compte/connexion/", wait_until="domcontentloaded")
    page.locator("main form.form #id_login").fill(email)
    page.locator("main form.form #id_password").fill(DEMO_PASSWORD)
    page.locator("main form.form button[type=submit]").first.click()
    page.wait_for_url("**/compte/", wait_until="domcontentloaded")
