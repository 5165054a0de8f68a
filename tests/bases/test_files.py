import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission

from bases.models import Card, FileUse, PortalDocument
from tests import factories
from tests.bases.reading import client_of, status_of, whole
from tests.resources.bodies import body_of
from tests.rolling_back import rolled_back

EVERYBODY = {
    "anonymous",
    "stranger",
    "member elsewhere",
    "ex-member",
    "editor",
    "member",
    "contributor",
    "superuser",
}
TEAM = {"member", "contributor", "superuser"}
WHO_OPENS = {
    "public": EVERYBODY,
    "closed": TEAM,
    "a closed fiche of a public base": TEAM,
    "never published": TEAM,
    "unpublished": TEAM,
    "only in a draft": TEAM,
    "expired": TEAM,
    "the fiche in the bin": TEAM,
    "the base in the bin": set(),
    "closed, and shown by a public fiche too": EVERYBODY,
    "closed, and the public fiche that showed it too is closed": TEAM,
}
ANY_FILE = ["document", "image", "thumbnail", "original"]


@pytest.fixture
def readers(base, visitors):
    """One reader of each kind, by name."""
    elsewhere = factories.MembershipFactory(role="owner").user
    contributor = factories.MembershipFactory(base=base).user
    gone = factories.MembershipFactory(base=base)
    gone.delete()
    editors = Group.objects.create(name="Rédaction")
    for codename in ("choose_image", "choose_document"):
        GroupCollectionPermission.objects.create(
            group=editors,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=codename),
        )
    editor = factories.UserFactory()
    editor.groups.add(editors)
    return {
        **visitors,
        "member elsewhere": elsewhere,
        "ex-member": gone.user,
        "editor": editor,
        "contributor": contributor,
    }


@pytest.fixture
def put_in(base, published, restrict):
    """Return a function that puts the fiche that shows the files in a situation."""
    card = Card.objects.filter(page=published)
    yesterday = timezone.now() - timedelta(days=1)
    changes = {
        "public": lambda: None,
        "closed": lambda: restrict(base),
        "a closed fiche of a public base": lambda: restrict(published),
        "never published": lambda: (card.update(live=False), forget_uses(published)),
        "unpublished": published.unpublish,
        "only in a draft": lambda: keep_in_draft(published),
        "expired": lambda: card.update(expire_at=yesterday),
        "the fiche in the bin": lambda: card.update(in_bin=True),
        "the base in the bin": lambda: Card.objects.filter(base=base).update(in_bin=True),
        "closed, and shown by a public fiche too": lambda: (
            restrict(base),
            shown_elsewhere(published),
        ),
        "closed, and the public fiche that showed it too is closed": lambda: (
            restrict(base),
            restrict(shown_elsewhere(published)),
        ),
    }
    return lambda situation: changes[situation]()


def forget_uses(fiche):
    fiche.file_uses.all().delete()


def keep_in_draft(fiche):
    """Publish the fiche without its content, and keep that in a draft."""
    content, fiche.body = fiche.body, body_of()
    fiche.save_revision().publish()
    fiche.body = content
    fiche.save_revision()


def shown_elsewhere(fiche):
    """Return the public base of another fiche that shows the same files."""
    other = factories.ResourcePageFactory()
    other.body = fiche.body
    other.save_revision().publish()
    return other.get_parent().specific


@pytest.mark.parametrize("situation", WHO_OPENS)
def test_a_file_opens_for_those_who_may_read_a_page_that_shows_it(
    situation, document, image, put_in, readers, subtests
):
    put_in(situation)
    addresses = {
        "document": document.url,
        "image": image.get_rendition("max-100x100").url,
        "thumbnail": image.get_rendition("max-165x165").url,
        "original": image.get_rendition("original").url,
    }

    for kind, reader in readers.items():
        with subtests.test(kind), rolled_back():
            client = client_of(reader)
            statuses = {name: status_of(client, url) for name, url in addresses.items()}

            opens = kind in WHO_OPENS[situation]
            assert statuses == dict.fromkeys(ANY_FILE, 200 if opens else 404)


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


@pytest.mark.parametrize("sent_by", ["its author", "somebody else"])
def test_the_team_opens_what_the_author_of_a_draft_sent_for_it(
    sent_by, base, visitors, client
):
    author = factories.MembershipFactory(base=base).user
    people = {"its author": author, "somebody else": visitors["stranger"]}
    document = factories.DocumentFactory(base=None, uploaded_by_user=people[sent_by])
    fiche = factories.ResourcePageFactory(parent=base)
    fiche.body = body_of(
        ("files", {"files": [{"document": document.pk, "title": "", "legend": ""}]})
    )
    fiche.save_revision(user=author)
    client.force_login(visitors["member"])
    assert status_of(client, document.url) == (200 if sent_by == "its author" else 404)


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
