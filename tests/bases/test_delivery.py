from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from bases.storages.local import CHUNK
from tests import factories
from tests.bases.reading import whole
from tests.rolling_back import rolled_back

CONTENT = b"%PDF-1.7 0123456789"


@pytest.fixture
def document(base):
    return factories.DocumentFactory(
        base=base, file__filename="memo.pdf", file__data=CONTENT
    )


@pytest.fixture
def addresses(document, image, published):
    """The address of a document and of an image, each with the bytes that stand there."""
    rendition = image.get_rendition("max-100x100|format-webp")
    with rendition.file.open() as file:
        pixels = file.read()
    return {
        "document": (document.url, CONTENT, "application/pdf"),
        "image": (rendition.url, pixels, "image/webp"),
    }


RANGES = {
    "bytes=0-3": slice(0, 4),
    "bytes=4-": slice(4, None),
    "BYTES=4-8": slice(4, 9),
    "bytes=-5": slice(-5, None),
    "bytes=-999999": slice(0, None),
    "bytes=0-999999": slice(0, None),
}
TAKEN_FOR_THE_WHOLE = [
    "bytes=0-1,4-5",
    "bytes=5-2",
    "bytes=-",
    "bytes=a-b",
    "bytes=٣-٤",
    f"bytes=0-{10**30}",
    "items=0-3",
    "bytes 0-3",
    "",
]
OUT_OF_THE_FILE = ["bytes=999999-", "bytes=999999-1000000", "bytes=-0"]


def test_a_part_of_a_file_is_sent_to_who_asks_for_it(addresses, client, subtests):
    for kind, asked in product(addresses, RANGES):
        with subtests.test(kind=kind, asked=asked), rolled_back():
            address, content, content_type = addresses[kind]
            start, stop, _step = RANGES[asked].indices(len(content))
            part = content[start:stop]

            response = client.get(address, headers={"range": asked})

            assert response.status_code == 206
            assert whole(response) == part
            assert response["Content-Length"] == str(len(part))
            assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(content)}"
            assert response["Content-Type"] == content_type
            assert response["X-Content-Type-Options"] == "nosniff"
            assert response["ETag"]


def test_a_range_that_cannot_be_understood_gives_the_whole(addresses, client, subtests):
    for kind, asked in product(addresses, TAKEN_FOR_THE_WHOLE):
        with subtests.test(kind=kind, asked=asked), rolled_back():
            address, content, content_type = addresses[kind]
            response = client.get(address, headers={"range": asked})
            assert response.status_code == 200
            assert whole(response) == content
            assert response["Content-Type"] == content_type
            assert response["Accept-Ranges"] == "bytes"


def test_a_range_out_of_the_file_is_refused_with_its_size(addresses, client, subtests):
    for kind, asked in product(addresses, OUT_OF_THE_FILE):
        with subtests.test(kind=kind, asked=asked), rolled_back():
            address, content, _content_type = addresses[kind]
            response = client.get(address, headers={"range": asked})
            assert response.status_code == 416
            assert response["Content-Range"] == f"bytes */{len(content)}"
            assert whole(response) == b""


@pytest.mark.parametrize(
    ("held", "status"),
    [("the same", 206), ('"another"', 200), ("Wed, 21 Oct 2025 07:28:00 GMT", 200)],
)
def test_a_download_goes_on_only_where_the_file_is_still_the_same(
    held, status, document, published, client
):
    if held == "the same":
        held = client.head(document.url)["ETag"]
    response = client.get(document.url, headers={"range": "bytes=4-", "if-range": held})
    assert response.status_code == status
    assert whole(response) == (CONTENT[4:] if status == 206 else CONTENT)


def test_a_head_request_is_told_all_and_sent_nothing(addresses, client, subtests):
    for kind, headers in product(addresses, [{}, {"range": "bytes=0-3"}]):
        with subtests.test(kind=kind, headers=headers), rolled_back():
            address, content, content_type = addresses[kind]
            response = client.head(address, headers=headers)
            assert response.status_code == 200
            assert response["Content-Length"] == str(len(content))
            assert response["Content-Type"] == content_type
            assert response["ETag"]
            assert whole(response) == b""


def test_a_reader_who_has_the_file_is_told_so_even_for_a_part(
    document, published, client
):
    etag = client.head(document.url)["ETag"]
    headers = {"if-none-match": etag, "range": "bytes=0-3"}
    assert client.get(document.url, headers=headers).status_code == 304


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_file_of_any_size_is_sent_whole(size, base, client, visitors):
    content = bytes(byte % 251 for byte in range(size))
    document = factories.DocumentFactory(base=base, file__data=content)
    client.force_login(visitors["member"])
    response = client.get(document.url)
    assert whole(response) == content
    assert response["Content-Length"] == str(size)


def test_a_file_that_is_no_longer_in_the_storage_is_not_found(
    document, published, client
):
    default_storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404


def test_a_file_that_cannot_be_read_is_told_so_and_kept_by_no_cache(
    document, published, client, settings, caplog
):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "bases.storages.bucket.BucketStorage",
            "OPTIONS": {
                "bucket_name": "fichiers",
                "access_key": "x",
                "secret_key": "x",
                "region_name": "eu-west-3",
                "endpoint_url": "http://127.0.0.1:9",
            },
        },
    }
    response = client.get(document.url)
    assert response.status_code == 503
    assert "revenez" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert document.file.name in caplog.text


def test_a_file_answers_to_its_own_name_only(addresses, client, subtests):
    for kind, name in product(addresses, ["autre.html", "../memo.pdf", "x", ""]):
        with subtests.test(kind=kind, name=name), rolled_back():
            address, _content, _content_type = addresses[kind]
            folder = address.rpartition("/")[0]
            assert client.get(f"{folder}/{name}").status_code == 404


def test_a_file_is_only_read(addresses, client, subtests):
    for kind, method in product(addresses, ["post", "put", "delete", "patch"]):
        with subtests.test(kind=kind, method=method), rolled_back():
            assert getattr(client, method)(addresses[kind][0]).status_code == 405


SENDFILE = {
    "x-accel:/fichiers/": ("X-Accel-Redirect", "/fichiers/documents/"),
    "x-sendfile": ("X-Sendfile", "/documents/"),
}


@pytest.mark.parametrize("kind", ["document", "image"])
@pytest.mark.parametrize("way", SENDFILE)
def test_the_server_in_front_sends_the_file_once_it_was_checked(
    way, kind, base, addresses, restrict, visitors, settings, client
):
    settings.SENDFILE = way
    restrict(base)
    header, _folder = SENDFILE[way]
    address, _content, content_type = addresses[kind]

    refused = client.get(address)
    client.force_login(visitors["member"])
    given = client.get(address, headers={"range": "bytes=0-3"})

    assert refused.status_code == 404
    assert header not in refused
    assert given.status_code == 200
    assert given[header]
    assert given["Content-Type"] == content_type
    assert "no-store" in given["Cache-Control"]
    assert whole(given) == b""


@pytest.mark.parametrize("way", SENDFILE)
def test_the_server_in_front_is_given_a_name_that_a_header_can_carry(
    way, base, published, settings, client, visitors
):
    document = factories.DocumentFactory(base=base)
    document.file.save("Mémo 100%.pdf", ContentFile(CONTENT))
    settings.SENDFILE = way
    client.force_login(visitors["member"])
    header, folder = SENDFILE[way]
    path = client.get(document.url)[header]
    assert folder in path
    assert path.isascii()
    assert " " not in path
