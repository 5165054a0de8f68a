"""A demo portal that runs in a process of its own, what it talks to, and Chromium to visit it."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from home.demo.accounts import DEMO_PASSWORD
from tests.browser.mailbox import Mailbox
from tests.browser.single_sign_on import provider_for, variables_of
from tests.browser.visits import Visit
from tests.servers import free_port, wait_for

PROJECT = Path(__file__).resolve().parents[2]
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
def portal(tmp_path_factory, mailbox):
    """The address of a demo portal, loaded once, whose files go with the tests."""
    folder = tmp_path_factory.mktemp("portal")
    place = f"127.0.0.1:{free_port()}"
    address = f"http://{place}"
    with ExitStack() as started:
        provider = started.enter_context(provider_for(address, folder))
        environment = {
            **os.environ,
            **mailbox.variables,
            **variables_of(provider),
            "DJANGO_SETTINGS_MODULE": "labase_site.settings.dev",
            "LABASE_VAR": str(folder),
            "LABASE_URL": address,
            "PYTHONUNBUFFERED": "1",
        }
        environment.pop("DATABASE_URL", None)
        manage = [sys.executable, "manage.py"]
        log = started.enter_context((folder / "server.log").open("wb"))
        run = {"cwd": PROJECT, "env": environment, "stdout": log, "stderr": log}
        for command in ("migrate", "load_demo"):
            subprocess.run([*manage, command], check=True, **run)
        server = subprocess.Popen([*manage, "runserver", "--noreload", place], **run)
        try:
            wait_for(f"{address}/")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


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


@pytest.fixture
def visit(chromium, portal):
    """Open an address of the portal as somebody, and return the visit."""
    with ExitStack() as contexts:

        def open_address(path, *, signed_in=None, **options):
            context = contexts.enter_context(
                chromium.new_context(
                    base_url=portal,
                    **{"viewport": DESKTOP, "locale": "fr-FR", **options},
                )
            )
            if signed_in:
                _sign_in(context, signed_in)
            visit = Visit(context.new_page())
            visit.go(path)
            return visit

        yield open_address


def _sign_in(context, email):
    page = context.new_page()
    page.goto("/compte/connexion/")
    page.locator("main form.form #id_login").fill(email)
    page.locator("main form.form #id_password").fill(DEMO_PASSWORD)
    page.locator("main form.form button[type=submit]").first.click()
    page.wait_for_url("**/compte/")
    page.close()
