"""A demo portal that runs in a process of its own, and Chromium to visit it."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from home.demo.accounts import DEMO_PASSWORD
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
def portal_folder(tmp_path_factory):
    """Where the demo portal keeps its files, and what it says."""
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def portal(portal_folder):
    """The address of a demo portal, loaded once, whose files go with the tests."""
    folder = portal_folder
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "labase_site.settings.dev",
        "LABASE_VAR": str(folder),
        # Mails are said as soon as they leave.
        "PYTHONUNBUFFERED": "1",
    }
    environment.pop("DATABASE_URL", None)
    manage = [sys.executable, "manage.py"]
    with (folder / "server.log").open("wb") as log:
        run = {"cwd": PROJECT, "env": environment, "stdout": log, "stderr": log}
        for command in ("migrate", "load_demo"):
            subprocess.run([*manage, command], check=True, **run)
        place = f"127.0.0.1:{free_port()}"
        server = subprocess.Popen([*manage, "runserver", "--noreload", place], **run)
        try:
            wait_for(f"http://{place}/")
            yield f"http://{place}"
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
def mails(portal_folder):
    """Return the path that the last mail to somebody leads to, as a pattern describes it."""

    def path_in_mail(to, pattern):
        said = (portal_folder / "server.log").read_text(errors="replace")
        sent = said.rpartition(f"To: {to}\n")[2]
        return re.search(pattern, sent)[0]

    return path_in_mail


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
