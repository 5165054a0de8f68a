import pytest

from bases import readerships, visibility
from bases.models import ShareLink
from tests import factories
from tests.bases.reading import SHARED_WORDS, status_of, whole


def addresses_in(page, prefix):
    """Return the addresses that a page of HTML names and that begin with `prefix`."""
    return [
        part.split('"')[0]
        for part in page.split('="')[1:]
        if part.split('"')[0].startswith(prefix)
    ]


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
def test_a_link_opens_its_fiche_to_whoever_holds_it(kind, fiche, share, visitors, client):
    address = share(fiche)
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])
    page = client.get(address).content.decode()
    assert "Ouvrir une boîte" in page
    assert SHARED_WORDS in page


def test_a_link_opens_the_images_and_the_files_that_its_page_shows(
    fiche, share, client, document, image
):
    address = share(fiche)
    page = client.get(address).content.decode()
    named = addresses_in(page, f"{address}images/") + addresses_in(
        page, f"{address}documents/"
    )
    assert len(named) >= 2
    assert {status_of(client, each) for each in named} == {200}
    assert not addresses_in(page, "/images/")
    assert not addresses_in(page, "/documents/")
    assert status_of(client, document.url) == 404


def test_a_part_of_a_shared_file_is_sent(fiche, share, client, document):
    address = share(fiche)
    response = client.get(f"{address[:-1]}{document.url}", headers={"range": "bytes=0-3"})
    assert response.status_code == 206
    assert whole(response) == b"%PDF"
    assert "no-store" in response["Cache-Control"]


def test_the_server_in_front_may_send_a_shared_file(
    fiche, share, client, document, settings
):
    settings.SENDFILE = "x-accel:/fichiers/"
    response = client.get(f"{share(fiche)[:-1]}{document.url}")
    assert response["X-Accel-Redirect"].startswith("/fichiers/documents/")
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_a_link_to_a_fiche_opens_nothing_else(
    fiche, other_fiche, collection, share, base, client
):
    address = share(fiche)
    others = [
        factories.DocumentFactory(base=base).url,
        factories.ImageFactory(base=base).get_rendition("max-100x100").url,
        f"/{other_fiche.slug}/",
        f"/{collection.slug}/",
        f"/{base.slug}/",
        "/images/1/x.png",
        "/documents/99999/x.pdf",
    ]
    for other in others:
        assert status_of(client, f"{address[:-1]}{other}") == 404
    page = client.get(address).content.decode()
    assert other_fiche.title not in page
    assert collection.title not in page
    assert base.url not in addresses_in(page, "/")


def test_a_link_to_a_collection_opens_its_fiches_of_the_same_base(
    collection, fiche, other_fiche, share, client
):
    address = share(collection)
    page = client.get(address).content.decode()
    assert "Ouvrir une boîte" in page
    assert "Fiche fermée d’ailleurs" not in page
    assert other_fiche.title not in page
    assert addresses_in(page, address) != []
    assert SHARED_WORDS in client.get(f"{address}boite/").content.decode()
    assert status_of(client, f"{address}autre/") == 404


def test_a_link_to_a_base_opens_its_fiches_and_its_collections(
    base, collection, fiche, other_fiche, share, client
):
    address = share(base)
    page = client.get(address).content.decode()
    for title in (fiche.title, other_fiche.title, collection.title):
        assert title in page
    for slug in ("boite", "autre", "pour-commencer"):
        assert f"{address}{slug}/" in addresses_in(page, address)
        assert status_of(client, f"{address}{slug}/") == 200
    inside = client.get(f"{address}boite/").content.decode()
    assert address in addresses_in(inside, address)
    assert "Fiche fermée d’ailleurs" not in page


def test_a_link_opens_nothing_narrower_than_what_its_maker_reads(
    base, fiche, other_fiche, share, client
):
    address = share(base)
    chosen = readerships.named_people(base.pk, ["quelqu-un@exemple.test"])
    visibility.restrict_to(other_fiche, [chosen])
    page = client.get(address).content.decode()
    assert fiche.title in page
    assert other_fiche.title not in page
    assert status_of(client, f"{address}autre/") == 404


def test_what_is_open_to_all_keeps_its_own_address(base, fiche, share, client):
    page = client.get(share(fiche)).content.decode()
    assert "/bases/" in addresses_in(page, "/bases/")


@pytest.mark.parametrize("path", ["", "boite/", "document", "wrong"])
def test_what_a_link_opens_is_kept_out_of_caches_searches_and_referrers(
    path, fiche, share, document, client
):
    address = share(fiche)
    full = {
        "document": f"{address[:-1]}{document.url}",
        "wrong": "/lien/1-faux/",
    }.get(path, f"{address}{path}")
    response = client.get(full)
    whole(response)
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_the_page_of_a_link_says_what_it_is_and_names_no_canonical_address(
    fiche, share, client
):
    page = client.get(share(fiche)).content.decode()
    assert "Partagée par lien" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert 'rel="canonical"' not in page


def test_a_link_adds_nothing_to_lists_and_search(fiche, share, client, base):
    client.get(share(fiche))
    for address in ("/bases/", "/collections/", "/recherche/?q=boite", "/"):
        page = client.get(address).content.decode()
        assert fiche.title not in page
        assert base.title not in page
    assert client.get(fiche.url).status_code == 404


def test_uses_are_counted_once_for_each_opening_of_the_page(
    fiche, share, client, document
):
    address = share(fiche)
    client.get(address)
    client.get(address)
    client.head(address)
    client.get(f"{address}boite/")
    whole(client.get(f"{address[:-1]}{document.url}"))
    link = ShareLink.objects.get()
    assert link.uses == 2
    assert link.last_used_at


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_what_a_link_opens_is_only_read(method, fiche, document, share, client):
    address = share(fiche)
    for each in (address, f"{address}boite/", f"{address[:-1]}{document.url}"):
        assert getattr(client, method)(each).status_code == 405


def test_the_queries_of_a_shared_base_do_not_grow_with_its_fiches(
    base, fiche, share, client, count_queries
):
    address = share(base)

    def read():
        assert client.get(address).status_code == 200

    read()
    few = count_queries(read)
    factories.ResourcePageFactory.create_batch(5, parent=base)
    assert count_queries(read) == few
