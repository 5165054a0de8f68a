"""Files in a bucket: a small S3 server, and the portal between it and the readers."""

import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest

from bases.texts.found import pages_of_files
from bases.texts.reading import read_waiting
from labase_site.settings.files import storage_of_files
from tests import factories
from tests.bases.reading import whole
from tests.bases.texts import samples
from tests.servers import free_port, wait_for

pytestmark = pytest.mark.slow

KEYS = {"S3_ACCESS_KEY": "lecture", "S3_SECRET_KEY": "ecriture"}
CONTENT = b"%PDF-1.7 " + bytes(byte % 251 for byte in range(300_000))


@pytest.fixture(scope="module")
def s3(tmp_path_factory):
    """The address of an S3 server of our own, which goes with the tests."""
    port = free_port()
    log = tmp_path_factory.mktemp("s3") / "server.log"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture
def bucket(s3, settings, request):
    """A bucket that holds the files of the portal, as operators declare it."""
    variables = {
        **KEYS,
        "S3_BUCKET": "seau-de-fichiers",
        "S3_ENDPOINT": s3,
        "S3_REGION": "eu-west-3",
        "S3_PREFIX": "fichiers",
    }
    settings.STORAGES = {**settings.STORAGES, "default": storage_of_files(variables)}
    held = boto3.resource(
        "s3",
        endpoint_url=s3,
        region_name="eu-west-3",
        aws_access_key_id=KEYS["S3_ACCESS_KEY"],
        aws_secret_access_key=KEYS["S3_SECRET_KEY"],
    ).Bucket("seau-de-fichiers")
    held.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    yield held
    held.objects.delete()
    held.delete()


@pytest.fixture
def document(bucket, base):
    return factories.DocumentFactory(base=base, file__data=CONTENT)


@pytest.fixture
def image(bucket, base):
    return factories.ImageFactory(base=base)


def test_files_go_into_the_bucket_and_two_of_one_name_are_two(bucket, document, base):
    factories.DocumentFactory(base=base)
    names = [held.key for held in bucket.objects.all()]
    assert len(names) == 2
    assert all(name.startswith("fichiers/documents/memo") for name in names)


@pytest.mark.parametrize("situation", ["public", "closed"])
def test_what_is_in_the_bucket_goes_out_through_the_portal_only(
    situation, base, document, image, published, restrict, visitors, client
):
    if situation == "closed":
        restrict(base)
    image_address = image.get_rendition("max-100x100").url

    anonymous = [client.get(address) for address in (document.url, image_address)]
    client.force_login(visitors["member"])
    given = client.get(document.url)

    assert {response.status_code for response in anonymous} == (
        {200} if situation == "public" else {404}
    )
    assert whole(given) == CONTENT
    for response in (*anonymous, given):
        whole(response)
        assert "Location" not in response


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, CONTENT[:4]),
        ("bytes=200000-", 206, CONTENT[200_000:]),
        ("bytes=-5", 206, CONTENT[-5:]),
        ("bytes=400000-", 416, b""),
        ("bytes=0-1,4-5", 200, CONTENT),
    ],
)
def test_a_part_of_what_is_in_the_bucket_is_sent(
    asked, status, part, document, published, client
):
    response = client.get(document.url, headers={"range": asked})
    assert response.status_code == status
    assert whole(response) == part


def test_an_empty_file_of_the_bucket_is_sent(bucket, base, client, visitors):
    empty = factories.DocumentFactory(base=base, file__data=b"")
    client.force_login(visitors["member"])
    response = client.get(empty.url)
    assert response.status_code == 200
    assert whole(response) == b""


def test_no_page_names_the_bucket(s3, document, image, published, client, visitors):
    client.force_login(visitors["superuser"])
    addresses = [
        published.url,
        f"/admin/images/{image.pk}/",
        f"/admin/documents/edit/{document.pk}/",
        f"/admin/pages/{published.pk}/edit/",
    ]
    for address in addresses:
        page = client.get(address).content.decode()
        assert s3 not in page
        assert "seau-de-fichiers" not in page.lower()
        assert "X-Amz" not in page
    for file in (document.file, image.file):
        assert client.get(file.url).status_code == 404


def test_the_bucket_answers_nobody_but_the_portal(s3, document):
    with pytest.raises(HTTPError):
        urlopen(f"{s3}/seau-de-fichiers/fichiers/{document.file.name}")


def test_the_text_inside_a_file_of_the_bucket_is_read(bucket, base):
    kept = factories.DocumentFactory(base=base, file__data=samples.pdf("Un texte"))
    lost = factories.DocumentFactory(base=base, file__data=samples.pdf("Un autre"))
    bucket.Object(f"fichiers/{lost.file.name}").delete()
    assert [text.state for text in read_waiting()] == ["read", "missing"]
    assert pages_of_files([kept.pk, lost.pk]) == {kept.pk: [(1, "Un texte")]}


def test_a_file_that_left_the_bucket_is_not_found(bucket, document, published, client):
    bucket.objects.delete()
    assert client.get(document.url).status_code == 404
