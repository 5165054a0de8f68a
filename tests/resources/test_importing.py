from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from bases.access import may_read, visible_to
from bases.bin import delete_for_good, put_in_bin
from bases.models import BasePage, Card, PortalDocument
from bases.progress import Progress
from resources.importing.rows import Unreadable, row_of
from resources.models import ImportedFiche
from taxonomy.models import Keyword, Nature
from tests import factories
from tests.resources.importing import row, take, write_rows

PDF = b"%PDF-1.7 un memo"


@pytest.fixture
def known(base):
    """What rows may name, in a base."""
    factories.ThemeFactory(name="Courriel", slug="courriel")
    factories.ThemeFactory(name="Trame d’atelier", slug="trames")
    factories.NatureFactory(name="Guide", slug="guide")
    factories.LicenceFactory(name="Licence Ouverte 2.0", spdx="etalab-2.0")
    factories.KeywordFactory(name="Boîte aux lettres", slug="boite")
    factories.KeywordFactory(name="nul", slug="nul", forbidden=True)
    return base


@pytest.fixture
def file(known, tmp_path):
    """Return a function that writes a file of rows."""
    return lambda *rows: write_rows(tmp_path / "fiches.jsonl", *rows)


def fiche(identifier="a1"):
    return ImportedFiche.objects.get(identifier=identifier).page


def test_a_row_comes_in_as_a_published_fiche(file, client, capsys):
    said = {
        "keywords": ["boite aux LETTRES", "Mot de passe"],
        "themes": ["COURRIEL", "trame d'atelier"],
        "natures": ["guide"],
        "licence": "ETALAB-2.0",
        "desc": "ce que personne ne lit",
    }
    told = take(file(row(**said)))

    page = fiche()
    assert "1 published, 0 come in as draft(s)" in told
    assert client.get(page.url).status_code == 200
    assert page.slug == "creer-une-adresse-electronique"
    assert [str(each) for each in page.themes.all()] == ["Courriel", "Trame d’atelier"]
    assert [str(each) for each in page.natures.all()] == ["Guide"]
    assert page.licence.spdx == "etalab-2.0"
    assert {str(each) for each in page.keywords.all()} == {
        "Boîte aux lettres",
        "Mot de passe",
    }
    assert "On commence par choisir." in page.rendered_body.html
    call_command("find", "choisir")
    assert page.title in capsys.readouterr().out
    facets = page.card.facets.filter(facet__in=["theme", "nature", "licence", "keyword"])
    assert facets.count() == 6
    references = ReferenceIndex.get_references_for_object(page)
    assert references.exists()


def test_what_comes_in_has_a_version_that_the_editor_opens(file):
    take(file(row(), row("b", title="Sans thème", themes=[])))

    published, draft = fiche(), fiche("b")
    assert published.live_revision_id == published.latest_revision_id
    assert not published.has_unpublished_changes
    assert draft.live_revision is None
    assert draft.has_unpublished_changes
    for page in (published, draft):
        opened = page.get_latest_revision_as_object()
        assert opened.title == page.title
        assert [block.block_type for block in opened.body] == ["rich_text"]
        assert list(opened.themes.all()) == list(page.themes.all())
        line = PageLogEntry.objects.get(page=page)
        assert line.revision_id == page.latest_revision_id


def test_what_a_row_lacks_is_filled_by_the_options(file):
    path = file(row(themes=None), row("b", themes=["Trames"], licence="etalab-2.0"))
    take(path, theme="courriel", nature="GUIDE", licence="Etalab-2.0")
    assert [str(each) for each in fiche().themes.all()] == ["Courriel"]
    assert fiche().licence.spdx == "etalab-2.0"
    assert [str(each) for each in fiche("b").themes.all()] == ["Trame d’atelier"]
    assert [str(each) for each in fiche("b").natures.all()] == ["Guide"]


@pytest.mark.parametrize("option", ["theme", "nature", "licence"])
def test_an_option_that_names_nothing_is_refused(option, file):
    with pytest.raises(CommandError, match="Astronomie"):
        take(file(row()), **{option: "Astronomie"})


def test_a_row_that_lacks_something_is_a_draft_and_says_what(file, client):
    told = take(
        file(
            row("a", summary=""),
            row("b", themes=["Astronomie"]),
            row("c", keywords=["nul", "m" * 101], natures=["Rien"], licence="MIT"),
            row("d", summary="mot " * 200, body="<img src='x'><p>Un texte.</p>"),
            row("e", themes=["courriel", *(f"t{n}" for n in range(2))]),
        )
    )

    assert [fiche(each).live for each in "abcde"] == [False, False, True, True, True]
    assert client.get(fiche("a").url).status_code == 404
    for line in [
        "line 1: a draft, for want of a summary",
        "line 2: the theme “Astronomie” is unknown",
        "line 2: a draft, for want of a theme",
        "line 3: the keyword “nul” is not used here",
        "line 3: the nature “Rien” is unknown",
        "line 3: the licence “MIT” is unknown",
        "line 4: the summary is cut to 560 characters",
        "line 4: 1 <img> left out",
    ]:
        assert line in told
    assert len(fiche("d").summary) <= 560
    assert not fiche("c").keywords.exists()


UNREADABLE = {
    "not JSON": "{",
    "not JSON ": "[" * 100_000,
    "not a JSON object": "[1]",
    "“title” must be a text": row(title=["a"]),
    "the title is empty": row(title="  \n "),
    "101 characters": row(title="a" * 101),
    "“id” must be a text": row(None),
    "“id” must have": row(" "),
    "“themes” must be a list": row(themes="Courriel"),
    "“keywords” must be a text": row(keywords=[1]),
    "cannot be stored": row(body="a\0b"),
    "cannot be stored ": row(summary="\ud83d"),
    "more than": row(body="a" * 500_001),
}


def test_a_row_that_cannot_be_read_is_told_by_line_and_the_others_come_in(file):
    told = take(file(*UNREADABLE.values(), "", row("bonne"), row("bonne"), row(7)))
    for number, reason in enumerate(UNREADABLE, start=1):
        lines = [line for line in told.splitlines() if line.startswith(f"line {number}:")]
        assert len(lines) == 1
        assert reason.strip() in lines[0]
    assert f"line {len(UNREADABLE) + 3}: the same “id” as line" in told
    assert told.splitlines()[-1].startswith("2 published")
    assert f"{len(UNREADABLE) + 1} not read" in told
    assert set(ImportedFiche.objects.values_list("identifier", flat=True)) == {
        "bonne",
        "7",
    }


def test_a_line_that_is_no_utf_8_is_no_row():
    with pytest.raises(Unreadable):
        row_of('{"id": "é"}'.encode("latin-1"))


def test_the_command_fails_where_nothing_could_be_read(file):
    with pytest.raises(CommandError, match="No row"):
        take(file("{", "[]"))
    with pytest.raises(CommandError):
        take(file().parent / "absent.jsonl")
    assert "0 published" in take(file())


def test_a_base_is_made_where_it_is_asked_for(file, client):
    path = file(row())
    with pytest.raises(CommandError, match="--make-base"):
        take(path, base="fiches-du-val")
    with pytest.raises(CommandError, match="choose another"):
        take(path, base="Fiches du val", make_base=True)
    with pytest.raises(CommandError, match="choose another"):
        take(path, base="admin", make_base=True)

    for _time in range(2):
        take(path, base="fiches-du-val", make_base=True)

    base = BasePage.objects.get(slug="fiches-du-val")
    assert base.title == "Fiches du val"
    assert not base.memberships.exists()
    assert client.get(base.url).status_code == 200
    assert client.get(fiche().url).status_code == 200
    assert base.get_latest_revision_as_object().title == base.title


def test_fiches_of_a_closed_base_are_closed(file, known, restrict, visitors):
    restrict(known)
    take(file(row()))
    read = {name for name, who in visitors.items() if may_read(who, fiche().pk)}
    assert read == {"member", "superuser"}
    cards = Card.objects.filter(kind="resource")
    assert not visible_to(AnonymousUser(), among=cards).exists()


def test_a_terminal_shows_how_far_it_is():
    class Terminal(StringIO):
        def isatty(self):
            return True

    told = Terminal()
    progress = Progress(OutputWrapper(told), total=8)
    progress.show(2, "500 rows")
    progress.clear()
    assert " 25%  500 rows" in told.getvalue()
    assert told.getvalue().count("\r") == 2
    assert "\n" not in told.getvalue()


def test_a_dry_run_writes_nothing(file):
    (file().parent / "memo.pdf").write_bytes(PDF)
    path = file(
        row(keywords=["inédit"], files=["memo.pdf"], body="<img>"),
        row("b", themes=[]),
        "{",
    )
    pages = Page.objects.count()
    told = take(path, dry_run=True)
    assert "1 published, 1 come in as draft(s)" in told
    assert "nothing was written" in told
    assert "line 1: 1 <img> left out" in told
    told = take(path, dry_run=True, base="nouvelle-base", make_base=True)
    assert "would be made" in told
    assert Page.objects.count() == pages
    assert not Keyword.objects.filter(name="inédit").exists()
    assert not PortalDocument.objects.exists()
    assert not ImportedFiche.objects.exists()


def test_the_same_file_given_again_changes_nothing(file, count_queries):
    path = file(*(row(f"a{number}") for number in range(5)))
    take(path)
    before = list(Page.objects.order_by("pk").values())
    few = count_queries(lambda: take(path))
    assert "5 unchanged" in take(path)
    assert list(Page.objects.order_by("pk").values()) == before
    take(file(*(row(f"a{number}") for number in range(20))))
    assert count_queries(lambda: take(path)) == few


def test_a_row_that_changed_makes_a_version(file, client):
    take(file(row(keywords=["un", "deux"]), row("b")))
    slug = fiche().slug
    told = take(
        file(
            row(title="Un autre titre", keywords=["deux", "trois"], body="<p>Autre.</p>"),
            row("b", themes=[]),
        )
    )

    page = fiche()
    assert "2 changed" in told
    assert page.title == page.card.title == "Un autre titre"
    assert page.slug == slug
    assert page.revisions.count() == 2
    assert {str(each) for each in page.keywords.all()} == {"deux", "trois"}
    assert "Autre." in client.get(page.url).content.decode()
    lacking = fiche("b")
    assert lacking.live
    assert lacking.has_unpublished_changes
    assert "2 unchanged" in take(
        file(
            row(title="Un autre titre", keywords=["deux", "trois"], body="<p>Autre.</p>"),
            row("b", themes=[]),
        )
    )


def test_a_row_is_taken_again_once_what_it_names_is_known(file):
    path = file(row(themes=["Astronomie"]), row("b", natures=["Guide"]))
    take(path)
    theme = factories.ThemeFactory(name="Astronomie")
    assert "1 changed, 1 unchanged" in take(path)
    assert fiche().live
    assert list(fiche().themes.all()) == [theme]
    # A name that is gone takes nothing away.
    Nature.objects.update(name="Autre", slug="autre")
    assert "2 unchanged" in take(path)


def edited(page):
    page.summary = "Écrit ici."
    page.save_revision().publish()


def locked(page):
    Page.objects.filter(pk=page.pk).update(locked=True)


def moved(page):
    page.move(factories.BasePageFactory(), pos="last-child")


def deleted(page):
    delete_for_good(put_in_bin(page))


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (edited, "edited"),
        (lambda page: page.unpublish(), "unpublished"),
        (locked, "locked"),
        (moved, "moved to another base"),
        (put_in_bin, "in the bin"),
        (deleted, "deleted"),
    ],
)
def test_what_was_done_here_is_left_as_it_is(act, reason, file):
    take(file(row(), row("b")))
    act(fiche())
    before = list(Page.objects.exclude(pk=fiche("b").pk).order_by("pk").values())

    told = take(file(row(title="Un autre titre"), row("b", title="Un autre encore")))

    assert "line 1: left as it is: " in told
    assert reason in told
    assert "1 changed, 0 unchanged, 1 left" in told
    after = Page.objects.exclude(pk=fiche("b").pk).order_by("pk").values()
    assert list(after) == before


def test_rows_that_vanish_leave_their_fiches(file):
    take(file(row(), row("b")))
    take(file(row("b")))
    assert fiche().live


def test_files_come_in_as_documents_of_the_base(file, known, client):
    folder = file().parent
    (folder / "pdf").mkdir()
    (folder / "pdf" / "memo.pdf").write_bytes(PDF)
    (folder / "pdf" / "copie.pdf").symlink_to(folder / "pdf" / "memo.pdf")
    path = file(
        row(files=["pdf/memo.pdf", "pdf/copie.pdf"]), row("b", files=["./pdf/memo.pdf"])
    )
    told = take(path)

    document = PortalDocument.objects.get()
    assert told.count("line") == 0
    assert document.base_id == known.pk
    assert (document.title, document.original_name) == ("memo", "memo.pdf")
    assert document.file_size == len(PDF)
    assert fiche().body[-1].block_type == "files"
    assert [use.document for use in fiche().file_uses.all()] == [document]
    assert b"".join(client.get(document.url)) == PDF
    assert "2 unchanged" in take(path)
    (folder / "pdf" / "memo.pdf").write_bytes(PDF + b" autre")
    assert "2 changed" in take(path)


def test_only_good_files_beside_the_rows_come_in(file, tmp_path_factory, settings):
    folder = file().parent
    outside = tmp_path_factory.mktemp("ailleurs") / "secret.txt"
    outside.write_text("secret")
    (folder / "lien.txt").symlink_to(outside)
    (folder / "dossier").symlink_to(outside.parent)
    (folder / "boucle.txt").symlink_to(folder / "boucle.txt")
    (folder / "vide.txt").write_bytes(b"")
    (folder / "faux.pdf").write_bytes(b"MZ")
    (folder / "page.html").write_text("<p>")
    (folder / "lourd.txt").write_bytes(b"a" * 200)
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 100
    refused = [
        f"../{outside.parent.name}/secret.txt",
        str(outside),
        "lien.txt",
        "dossier/secret.txt",
        "boucle.txt",
        "vide.txt",
        "faux.pdf",
        "page.html",
        "lourd.txt",
        "absente.txt",
        "n" * 5000,
        ".",
    ]
    told = take(file(row(files=refused)))
    assert told.count("line 1: ") == len(refused)
    assert not PortalDocument.objects.exists()
    assert [block.block_type for block in fiche().body] == ["rich_text"]


def test_many_rows_of_one_title_have_addresses_of_their_own(file, known):
    there = factories.ResourcePageFactory(parent=known, title="Fiche", slug="fiche")
    Redirect.objects.create(
        old_path=f"{known.url}fiche-2".rstrip("/"), redirect_page=there
    )
    rows = [row(str(number), title="Fiche") for number in range(20)]
    take(
        file(
            *rows,
            row("x", title="Fiche 3"),
            row("y", title="Membres"),
            row("z", title="?"),
        )
    )

    slugs = list(known.get_children().values_list("slug", flat=True))
    assert len(set(slugs)) == len(slugs) == 24
    # One is of a screen of the base, the other leads to the fiche that left it.
    assert not {"membres", "fiche-2"} & set(slugs)


def test_the_tree_and_what_derives_from_it_have_nothing_to_mend(file, capsys):
    rows = [row(str(number)) for number in range(3)]
    take(file(*rows, row("sans", themes=[])))
    take(file(row("0", title="Un autre titre"), row("neuf")))
    call_command("check_cards")
    assert "0 card(s) and 0 readership(s) wrong" in capsys.readouterr().err
    assert not any(Page.find_problems())


def test_the_number_of_queries_does_not_grow_with_the_rows(file, count_queries):
    def insert(prefix, count):
        rows = [row(f"{prefix}{number}", keywords=[prefix]) for number in range(count)]
        path = file(*rows)
        with transaction.atomic():
            counted = count_queries(lambda: take(path))
            transaction.set_rollback(True)
        return counted

    insert("premier", 1)
    assert insert("peu", 2) == insert("autant", 12)
