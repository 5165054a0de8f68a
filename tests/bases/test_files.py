import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from bases.models import FileUse, PortalDocument
from tests import factories
from tests.bases.reading import status_of, whole
from tests.resources.bodies import body_of

WHO_OPENS = {
    "public": {"anonymous", "stranger", "member", "superuser"},
    "closed": {"member", "superuser"},
    "draft": {"member", "superuser"},
    "unpublished": {"member", "superuser"},
}


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
@pytest.mark.parametrize("situation", WHO_OPENS)
def test_a_file_opens_for_those_who_may_read_a_page_that_shows_it(
    situation, kind, base, document, image, published, restrict, visitors, client
):
    if situation == "closed":
        restrict(base)
    elif situation == "draft":
        FileUse.objects.all().delete()
    elif situation == "unpublished":
        published.unpublish()
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])
    rendition = image.get_rendition("max-100x100")

    statuses = {status_of(client, document.url), status_of(client, rendition.url)}

    assert statuses == ({200} if kind in WHO_OPENS[situation] else {404})


@pytest.mark.parametrize(
    ("closed", "cache_control"),
    [(False, "public, no-cache"), (True, "private, no-store")],
)
def test_what_is_closed_is_kept_by_no_cache(
    closed, cache_control, base, document, published, restrict, visitors, client
):
    if closed:
        restrict(base)
    client.force_login(visitors["member"])
    response = client.get(document.url)
    wanted = set(cache_control.split(", "))
    assert set(response["Cache-Control"].split(", ")) == wanted
    assert response["ETag"]
    whole(response)


def test_a_reader_who_has_the_file_already_is_told_so(document, published, client):
    response = client.get(document.url)
    whole(response)
    etag = response["ETag"]
    assert client.get(document.url, headers={"if-none-match": etag}).status_code == 304


def test_the_bytes_that_are_served_are_those_that_were_uploaded(
    document, published, client
):
    response = client.get(document.url)
    assert whole(response) == b"%PDF-1.7 un memo"


def test_the_address_of_the_storage_opens_nothing(document, image, client, visitors):
    client.force_login(visitors["superuser"])
    for file in (document.file, image.file):
        assert client.get(f"/images/{file.name}").status_code == 404
        assert client.get(f"/media/{file.name}").status_code == 404


def test_a_file_learns_its_base_from_the_fiche_that_shows_it(base):
    document = factories.DocumentFactory(base=None)
    fiche = factories.ResourcePageFactory(parent=base)
    fiche.body = body_of(
        ("files", {"files": [{"document": document.pk, "title": "", "legend": ""}]})
    )
    fiche.save_revision().publish()
    document.refresh_from_db()
    assert document.base == base


def test_check_cards_mends_a_file_that_a_page_no_longer_opens(
    published, document, client, capsys
):
    FileUse.objects.all().delete()
    call_command("check_cards", apply=True)
    assert str(published.pk) in capsys.readouterr().out
    assert status_of(client, document.url) == 200


def test_a_file_keeps_its_first_name_and_the_hash_of_its_content(db):
    document = factories.DocumentFactory(
        file__filename="Mémo été.pdf", file__data=b"%PDF-x"
    )
    assert document.original_name == "Mémo été.pdf"
    assert document.sha256 == hashlib.sha256(b"%PDF-x").hexdigest()


def test_another_file_under_the_same_document_changes_what_fiches_say(
    document, published, client
):
    document.file = ContentFile(b"%PDF-1.7 " + b"x" * 5000, name="plus-lourd.pdf")
    document.file_size = None
    document.save()
    page = client.get(published.url).content.decode()
    assert "plus-lourd.pdf" in page
    assert PortalDocument.objects.get(pk=document.pk).sha256 != ""


def test_an_image_whose_file_changes_is_still_shown(image, published, client):
    image.file = factories.ImageFactory.build(file__color="red").file
    image.save()
    for rendition in list(image.renditions.all()):
        rendition.delete()
    page = client.get(published.url).content.decode()
    address = page.split('class="figure__image" src="')[1].split('"')[0]
    assert status_of(client, address) == 200


@pytest.mark.parametrize(
    ("name", "content", "accepted"),
    [
        ("memo.pdf", b"%PDF-1.7 ...", True),
        ("memo.pdf", b"MZ this is a program", False),
        ("memo.pdf", b"", False),
        ("trame.odt", b"PK\x03\x04...", True),
        ("trame.odt", b"%PDF-1.7", False),
        ("programme.exe", b"MZ", False),
        ("notes.txt", b"bonjour", True),
    ],
)
def test_an_upload_is_what_its_name_says(name, content, accepted, client, visitors):
    client.force_login(visitors["superuser"])
    response = client.post(
        "/admin/documents/add/",
        {"title": "Mémo", "file": SimpleUploadedFile(name, content), "collection": 1},
    )
    assert (response.status_code == 302) is accepted
    assert PortalDocument.objects.exists() is accepted


def test_an_upload_over_the_limit_is_refused_with_both_sizes(client, visitors, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 2000
    client.force_login(visitors["superuser"])
    heavy = SimpleUploadedFile("memo.pdf", b"%PDF-" + b"x" * 5000)
    response = client.post(
        "/admin/documents/add/", {"title": "Mon titre", "file": heavy, "collection": 1}
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert "Mon titre" in page
    assert "4,9" in page
    assert ".odt" not in page
    assert "2,0" in page
    assert not PortalDocument.objects.exists()
