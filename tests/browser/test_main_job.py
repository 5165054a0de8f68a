"""A fiche is written, read and found; a collection is featured; what is closed stays so."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.editing import FicheEditor, choose_page, preview_of, save

pytestmark = pytest.mark.browser

FILES = Path(__file__).resolve().parents[2] / "home" / "demo" / "files"
PHONE = {"width": 390, "height": 844}
TITLE = "Apprivoiser la visioconférence"
STEPS = ["Régler le micro", "Ouvrir le salon", "Partager son écran"]
MEMO = FILES / "val-sous-main-clavier.pdf"
MODEL = FILES / "halles-registre-de-reparation.ods"
CLOSED_BASE = "/bases/vaune-mediatrice-et-services-sociaux/"
CLOSED_FICHE = f"{CLOSED_BASE}la-fiche-de-liaison-brindille/"
PLANTED = [
    "trame-liaison-vaune",
    "Brindille",
    "Quatre-Sources",
    "secret-partage-tsn",
    "Brisevent",
]


def write_fiche(page):
    editor = FicheEditor(page)
    editor.field("title").fill(TITLE)
    editor.field("summary").fill("Préparer, ouvrir et animer un rendez-vous à distance.")
    editor.add_block("Titre de section")
    editor.field("body-0-value-text").fill("Avant de commencer")
    text = editor.add_block("Texte")
    editor.write(text, "Vérifiez le son une heure avant.")
    files = editor.add_block("Fichiers")
    editor.upload_document(files, MEMO, "Le sous-main")
    editor.add_item(files)
    editor.upload_document(files, MODEL, "Le registre")
    editor.add_block("Lien")
    editor.field("body-3-value-title").fill("Le service de l’État")
    editor.field("body-3-value-url").fill("https://webconf.example/")
    tutorial = editor.add_block("Tutoriel")
    editor.field("body-4-value-title").fill("Pas à pas")
    for number, step in enumerate(STEPS):
        if number:
            editor.add_item(tutorial)
        editor.field(f"body-4-value-steps-{number}-value-title").fill(step)
    editor.choose_theme("Accessibilité")
    return editor


def test_a_fiche_is_written_read_on_a_phone_and_found(visit, portal):
    writing = visit("/admin/pages/", signed_in="contribution@demo.example").page
    writing.locator("a[href$='/add_subpage/']").first.click()
    writing.locator("main a[href*='/add/resources/resourcepage/']").click()
    editor = write_fiche(writing)

    preview = preview_of(writing)
    preview.get_by_role("heading", name=TITLE).wait_for()
    preview.get_by_role("heading", name=STEPS[-1]).wait_for()
    reading = visit(editor.publish(), viewport=PHONE)
    assert reading.status == 200
    phone = reading.page
    assert phone.get_by_role("heading", level=1).inner_text() == TITLE
    assert phone.locator(".steps__title").all_inner_texts() == STEPS
    walk_the_contents(phone)
    assert downloaded(phone, 0) == MEMO.read_bytes()
    assert downloaded(phone, 1) == MODEL.read_bytes()
    assert reading.complaints == []

    for question in ("q=visioconferences", "theme=accessibilite"):
        phone.goto(f"/recherche/?{question}")
        assert phone.get_by_role("link", name=TITLE).is_visible()


def walk_the_contents(phone):
    contents = phone.locator("details.contents")
    for title in ("Avant de commencer", "Pas à pas"):
        contents.locator("summary").click()
        link = contents.get_by_role("link", name=title)
        anchor = link.get_attribute("href")
        link.click()
        phone.wait_for_url(f"**{anchor}")
        section = phone.locator(f"h2[id='{anchor.removeprefix('#')}']")
        expect(section).to_have_text(title)


def downloaded(page, place):
    with page.expect_download() as download:
        page.locator(".file-row a").nth(place).click()
    return Path(download.value.path()).read_bytes()


def test_a_selection_is_previewed_then_shows_from_its_date(visit):
    title = "Bien commencer l’année"
    collection = "Vérifier, discuter, décider"
    editing = visit("/admin/selections/add/", signed_in="redaction@demo.example").page
    editing.locator("[name=title]").fill(title)
    write_moment(editing, days=30)
    choose_page(editing, collection)
    section = preview_of(editing).get_by_role("region", name=title)
    section.get_by_role("link", name=collection).wait_for()
    save(editing)

    front = visit("/")
    assert front.page.get_by_role("region", name=title).count() == 0

    editing.get_by_role("link", name=title).first.click()
    write_moment(editing, minutes=-5)
    save(editing)
    front.go("/")
    section = front.page.get_by_role("region", name=title)
    assert section.get_by_role("link", name=collection).is_visible()


def write_moment(editing, **from_now):
    field = editing.locator("[name=starts_at]")
    field.fill(f"{datetime.now() + timedelta(**from_now):%d/%m/%Y %H:%M}")
    # Its calendar opens a little later, and covers the screen until the field is left.
    calendars = editing.locator(".xdsoft_datetimepicker:visible")
    expect(calendars).not_to_have_count(0)
    field.press("Tab")
    expect(calendars).to_have_count(0)


def test_a_closed_fiche_answers_like_an_address_that_does_not_exist(visit):
    answers = []
    for path in (CLOSED_FICHE, "/bases/une-adresse/qui-n-existe-pas/"):
        visited = visit(path)
        way_in = visited.page.get_by_role("main").get_by_role("link", name="Se connecter")
        assert way_in.get_attribute("href").endswith(f"?next={path}")
        answers.append((visited.status, visited.page.content().replace(path, "")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_what_is_closed_is_nowhere_for_an_anonymous_visitor(visit):
    listings = [
        "/",
        "/bases/",
        "/collections/",
        "/themes/",
        "/bases/departement-de-la-vaune/",
    ]
    visited = visit("/")
    for path in listings:
        visited.go(path)
        assert visited.status == 200
        assert_nothing_planted(visited)
    for path in themes_of(visited):
        visited.go(path)
        assert_nothing_planted(visited)
    for word in PLANTED:
        for type in ("fiches", "bases", "collections"):
            visited.go(f"/recherche/?q={word}&type={type}")
            assert CLOSED_BASE not in visited.page.content()
            count = visited.page.locator(".tabs__item--current .tabs__count").inner_text()
            assert int(count) == visited.page.locator(".hit").count()
    for word in ("Brindille", "Brisevent"):
        visited.go(f"/recherche/?q={word}")
        assert set(visited.page.locator(".tabs__count").all_inner_texts()) == {"0"}
    sitemap = visited.page.request.get("/sitemap.xml").text()
    assert not [word for word in PLANTED if word in sitemap]


def themes_of(visited):
    visited.go("/themes/")
    links = visited.page.locator("main .theme-list__link").all()
    return [link.get_attribute("href") for link in links]


def assert_nothing_planted(visited):
    source = visited.page.content()
    assert CLOSED_BASE not in source
    assert not [word for word in PLANTED if word in source]
