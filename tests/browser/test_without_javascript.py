"""Everything that a visitor needs works without a script."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

FICHE = "/bases/departement-de-la-vaune/premiers-pas-avec-la-messagerie/"
PAGES = [
    "/",
    "/bases/",
    "/bases/hub-du-littoral/",
    FICHE,
    "/collections/",
    "/bases/mediatheques-du-val/verifier-discuter-decider/",
    "/themes/",
    "/themes/accessibilite/",
    "/aide/",
]


@pytest.fixture
def read(visit):
    """Open an address in a browser that runs no script."""
    return lambda path: visit(path, java_script_enabled=False)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_title_and_its_content(path, read):
    main = read(path).page.get_by_role("main")
    assert main.get_by_role("heading", level=1).is_visible()
    assert len(main.inner_text().split()) > 30


def test_the_contents_of_a_fiche_lead_to_its_sections(read):
    page = read(FICHE).page
    contents = page.locator("details.contents")
    if contents.get_attribute("open") is None:
        contents.locator("summary").click()
    link = contents.get_by_role("link").last
    anchor = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{anchor}")
    expect(page.locator(f"h2[id='{anchor.removeprefix('#')}']")).to_be_visible()


def test_a_search_is_asked_filtered_and_opened(read):
    page = read("/").page
    page.locator("main #id_q").fill("atelier")
    page.locator("main .search-field button").click()
    page.wait_for_url("**/?q=atelier")
    everything = page.locator(".hit").count()

    facets = page.locator("details.facets")
    if facets.get_attribute("open") is None:
        facets.locator(".facets__title").click()
    theme = page.locator("input[name='theme']:visible").first
    slug = theme.get_attribute("value")
    theme.check()
    page.get_by_role("button", name="Appliquer les filtres").click()
    page.wait_for_url(f"**/?q=atelier&**theme={slug}**")
    assert 0 < page.locator(".hit").count() <= everything
    expect(page.locator(".chips .chip")).to_have_count(1)

    title = page.locator(".hit__link").first.inner_text()
    page.locator(".hit__link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
