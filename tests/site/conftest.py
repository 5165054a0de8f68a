"""Chromium, for the tests that need a real browser."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, or the one that LABASE_CHROMIUM names."""
    path = os.environ.get("LABASE_CHROMIUM") or shutil.which("chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, where Django then fears for its queries.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=path,
            # Its own sandbox does not start for root, which continuous integration is.
            chromium_sandbox=os.geteuid() != 0,
        )
        yield browser
        browser.close()


@pytest.fixture
def window(chromium, live_server):
    """An empty window on the portal, whose addresses are relative to it."""
    context = chromium.new_context(base_url=live_server.url, locale="fr-FR")
    yield context.new_page()
    context.close()
