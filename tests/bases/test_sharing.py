from datetime import timedelta

import pytest
from django.utils import timezone

from bases import readerships, visibility
from bases.models import Card, ShareLink
from bases.sharing import make_link, token_of
from resources.collecting import add_to_collection
from tests import factories
from tests.bases.reading import status_of, whole
from tests.resources.bodies import body_of

WORDS = "Le mot de passe du bureau est sous le clavier"


@pytest.fixture
def administrator(base):
    return factories.MembershipFactory(base=base, role="administrator").user


@pytest.fixture
def contributor(base):
    return factories.MembershipFactory(base=base).user


@pytest.fixture
def fiche(base, document, image):
    """A closed base's published fiche, with an image and a document."""
    fiche = factories.ResourcePageFactory(
        parent=base, title="Ouvrir une boîte", slug="boite", summary=WORDS, cover=image
    )
    fiche.body = body_of(
        ("files", {"files": [{"document": document.pk, "title": "", "legend": ""}]}),
        ("image", {"image": image.pk, "caption": "", "alternative_text": ""}),
    )
    fiche.save_revision().publish()
    return fiche


@pytest.fixture
def other_fiche(base):
    return factories.ResourcePageFactory(
        parent=base, title="Une autre fiche fermée", slug="autre"
    )


@pytest.fixture
def collection(base, fiche, other_fiche):
    """A collection of a closed base: one fiche of the base, one of another closed base."""
    collection = factories.CollectionPageFactory(
        parent=base, title="Pour commencer", slug="pour-commencer"
    )
    elsewhere = factories.ResourcePageFactory(title="Fiche fermée d’ailleurs")
    visibility.set_visibility(
        elsewhere.get_parent().specific, visibility.Visibility.PRIVATE
    )
    add_to_collection(collection, fiche)
    add_to_collection(collection, elsewhere)
    return collection


@pytest.fixture
def share(base, administrator, restrict):
    """Close the base, and return the address of a new link to one of its pages."""
    restrict(base)

    def shared(page, *, made_by=administrator, days=30):
        page.card = Card.objects.get(pk=page.pk)
        link = make_link(page, made_by=made_by, label="Mairie", days=days)
        return f"/lien/{token_of(link)}/"

    return shared


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
    assert WORDS in page


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
    assert WORDS in client.get(f"{address}boite/").content.decode()
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


YESTERDAY = timedelta(days=-1)
STOPS = {
    "revoked": lambda link: link.update(revoked_at=timezone.now()),
    "expired": lambda link: link.update(expires_at=timezone.now() + YESTERDAY),
    "rotated": lambda link: link.update(nonce="autre"),
    "unpublished": lambda link: link.get().page.specific.unpublish(),
    "page expired": lambda link: Card.objects.filter(page=link.get().page_id).update(
        expire_at=timezone.now() + YESTERDAY
    ),
    "page in the bin": lambda link: Card.objects.filter(page=link.get().page_id).update(
        in_bin=True
    ),
    "moved": lambda link: link.get().page.move(factories.BasePageFactory(), "last-child"),
    "deleted": lambda link: link.get().page.specific.delete(),
    "maker gone": lambda link: link.get().made_by.memberships.all().delete(),
    "maker only reads now": lambda link: link.get().made_by.memberships.update(
        role="reader"
    ),
    "maker closed": lambda link: type(link.get().made_by).objects.update(is_active=False),
    "page narrowed away from its maker": lambda link: visibility.restrict_to(
        link.get().page, [readerships.named_people(link.get().base_id, [])]
    ),
}


@pytest.mark.parametrize("reason", STOPS)
def test_a_link_that_is_over_opens_nothing(reason, fiche, document, share, client):
    address = share(fiche)
    assert status_of(client, address) == 200
    STOPS[reason](ShareLink.objects.all())
    for each in (address, f"{address[:-1]}{document.url}", f"{address}boite/"):
        response = client.get(each)
        assert response.status_code == 404
        assert WORDS not in response.content.decode()


def test_a_link_follows_its_fiche_under_another_name(fiche, share, client):
    address = share(fiche)
    fiche.slug = "renommee"
    fiche.save_revision().publish()
    assert WORDS in client.get(address).content.decode()


def test_a_token_of_one_link_opens_no_other(fiche, other_fiche, share, client):
    first, second = share(fiche), share(other_fiche)
    number = second.split("/")[2].partition("-")[0]
    signature = first.split("/")[2].partition("-")[2]
    assert status_of(client, f"/lien/{number}-{signature}/") == 404


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "1",
        "1-",
        "1-x",
        "-1-x",
        "0-x",
        "9" * 5000,
        f"{10**17}-x",
        "é-x",
        "٣-x",
        "1 -x",
    ],
)
def test_a_wrong_token_answers_as_a_link_that_is_over(token, fiche, share, client):
    address = share(fiche)
    ShareLink.objects.update(revoked_at=timezone.now())
    wrong, over = client.get(f"/lien/{token}/"), client.get(address)
    assert wrong.status_code == over.status_code == 404
    assert "Demandez" in wrong.content.decode()
    assert "Demandez" in over.content.decode()


def test_the_database_alone_opens_nothing(fiche, share, client):
    share(fiche)
    link = ShareLink.objects.get()
    for made_up in (link.nonce, f"{link.pk}-{link.nonce}"):
        assert status_of(client, f"/lien/{made_up}/") == 404


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
