from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from bases.models import Card, ShareLink
from bases.sharing import make_link, token_of
from tests import factories
from tests.bases.reading import client_of
from tests.rolling_back import rolled_back

WHO_SHARES = {
    "the base": {"owner", "administrator", "superuser"},
    "a fiche": {"owner", "administrator", "contributor", "superuser"},
}
KINDS = [
    "anonymous",
    "stranger",
    "administrator elsewhere",
    "reader",
    "contributor",
    "administrator",
    "owner",
    "superuser",
]


@pytest.fixture
def people(base, visitors):
    """One person of each role in a base, and others, by name."""
    roles = {
        role: factories.MembershipFactory(base=base, role=role).user
        for role in ("reader", "contributor", "administrator", "owner")
    }
    elsewhere = factories.MembershipFactory(role="administrator").user
    return {**visitors, **roles, "administrator elsewhere": elsewhere}


@pytest.fixture
def screens(base, resource, restrict):
    """The addresses of the screens of share links of a closed base."""
    restrict(base)
    return {
        "the base": f"/bases/{base.slug}/partage/",
        "a fiche": f"/bases/{base.slug}/{resource.slug}/partage/",
    }


@pytest.fixture
def link_by(base, resource):
    """Return a function that makes a link to the fiche, or to the base, for somebody."""

    def made(person, *, page=resource):
        page.card = Card.objects.get(pk=page.pk)
        return make_link(page, made_by=person, label="Mairie", days=30)

    return made


def sign_in(client, person):
    if person.is_authenticated:
        client.force_login(person)


@pytest.mark.parametrize("screen", WHO_SHARES)
def test_links_are_made_by_those_who_may_share(screen, screens, people, subtests):
    for kind in KINDS:
        with subtests.test(kind), rolled_back():
            client = client_of(people[kind])
            shown = client.get(screens[screen])
            made = client.post(
                screens[screen], {"make": "1", "label": "Mairie", "days": "30"}
            )
            if kind in WHO_SHARES[screen]:
                assert shown.status_code == 200
                assert made.status_code == 302
                link = ShareLink.objects.get()
                assert link.made_by == people[kind]
                assert timedelta(29) < link.expires_at - timezone.now() < timedelta(31)
                page = client.get(screens[screen]).content.decode()
                assert f"http://testserver/lien/{token_of(link)}/" in page
                assert Client().get(f"/lien/{token_of(link)}/").status_code == 200
            else:
                assert shown.status_code in {403, 404}
                assert made.status_code == shown.status_code
                assert not ShareLink.objects.exists()


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "administrator elsewhere"])
def test_the_screen_of_a_closed_base_answers_as_one_that_does_not_exist(
    kind, screens, people, client
):
    sign_in(client, people[kind])
    for address in screens.values():
        assert client.get(address).status_code == 404
    assert client.get("/bases/inconnue/partage/").status_code == 404


@pytest.mark.parametrize("days", ["", "0", "-1", "45", "36500", "un mois"])
def test_a_link_lasts_one_of_the_times_that_are_proposed(days, screens, people, client):
    client.force_login(people["administrator"])
    answer = client.post(screens["a fiche"], {"make": "1", "days": days})
    assert answer.status_code == 200
    assert "field--error" in answer.content.decode()
    assert not ShareLink.objects.exists()


def test_who_makes_a_link_chooses_nothing_but_its_name_and_its_time(
    screens, people, client
):
    client.force_login(people["contributor"])
    client.post(
        screens["a fiche"],
        {
            "make": "1",
            "days": "7",
            "made_by": people["owner"].pk,
            "uses": 99,
            "nonce": "connu",
            "page": 1,
        },
    )
    link = ShareLink.objects.get()
    assert link.made_by == people["contributor"]
    assert link.uses == 0
    assert link.nonce != "connu"
    assert link.page.slug == "messagerie"


def test_a_public_page_is_shared_by_its_own_address(base, resource, people, client):
    client.force_login(people["administrator"])
    for address in (f"/bases/{base.slug}/", f"/bases/{base.slug}/{resource.slug}/"):
        shown = client.get(f"{address}partage/").content.decode()
        made = client.post(f"{address}partage/", {"make": "1", "days": "30"})
        assert 'name="make"' not in shown
        assert made.status_code == 200
    assert not ShareLink.objects.exists()


MAY_CHANGE = {
    "contributor": False,
    "administrator": True,
    "maker": True,
    "reader": False,
    "administrator elsewhere": False,
    "stranger": False,
}


@pytest.mark.parametrize("action", ["revoke", "rotate"])
@pytest.mark.parametrize("kind", MAY_CHANGE)
def test_a_link_is_changed_by_its_maker_and_by_administrators(
    kind, action, base, screens, people, link_by, client
):
    maker = factories.MembershipFactory(base=base).user
    link = link_by(maker)
    address = f"/lien/{token_of(link)}/"
    client.force_login({**people, "maker": maker}[kind])

    answer = client.post(screens["a fiche"], {action: link.pk})

    assert (answer.status_code == 302) is MAY_CHANGE[kind]
    assert answer.status_code in {302, 403, 404}
    assert (client.get(address).status_code == 404) is MAY_CHANGE[kind]
    link.refresh_from_db()
    opened = client.get(f"/lien/{token_of(link)}/").status_code == 200
    assert opened is (action == "rotate" or not MAY_CHANGE[kind])


def test_the_link_of_another_base_is_unknown(screens, people, link_by, client, subtests):
    fiche = factories.ResourcePageFactory()
    owner = factories.MembershipFactory(base=fiche.get_parent().specific).user
    link = link_by(owner, page=fiche)
    client.force_login(people["administrator"])
    before = link.nonce
    for action, screen in product(["revoke", "rotate"], [*screens, "mine"]):
        with subtests.test(action=action, screen=screen), rolled_back():
            address = {**screens, "mine": "/compte/liens/"}[screen]
            for asked in (link.pk, 99999, "x", "", "9" * 40):
                answer = client.post(address, {action: asked})
                assert answer.status_code == (302 if asked == "" else 404)
            link.refresh_from_db()
            assert link.revoked_at is None
            assert link.nonce == before


@pytest.mark.parametrize("screen", ["the base", "a fiche", "mine"])
def test_nothing_is_done_without_the_token_of_the_form(screen, screens, people, link_by):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["administrator"])
    link = link_by(people["administrator"])
    address = {**screens, "mine": "/compte/liens/"}[screen]
    for data in ({"make": "1", "days": "30"}, {"revoke": link.pk}, {"rotate": link.pk}):
        assert client.post(address, data).status_code == 403
    assert ShareLink.objects.get().revoked_at is None


@pytest.mark.parametrize("screen", ["the base", "a fiche", "mine"])
def test_reading_a_screen_changes_nothing(screen, screens, people, link_by, client):
    link = link_by(people["administrator"])
    client.force_login(people["administrator"])
    address = {**screens, "mine": "/compte/liens/"}[screen]
    for query in (f"?revoke={link.pk}", f"?rotate={link.pk}", "?make=1&days=30"):
        assert client.get(f"{address}{query}").status_code == 200
    assert ShareLink.objects.get().nonce == link.nonce
    assert ShareLink.objects.get().revoked_at is None


def test_a_contributor_is_shown_their_own_links_only(screens, people, link_by, client):
    theirs, others = link_by(people["contributor"]), link_by(people["owner"])
    client.force_login(people["contributor"])
    page = client.get(screens["a fiche"]).content.decode()
    assert token_of(theirs) in page
    assert token_of(others) not in page


def test_my_active_links_are_those_that_i_made_in_all_bases(
    base, screens, people, link_by, client
):
    person = people["contributor"]
    elsewhere = factories.ResourcePageFactory(title="Ailleurs")
    factories.MembershipFactory(base=elsewhere.get_parent().specific, user=person)
    mine = [link_by(person), link_by(person, page=elsewhere)]
    over = link_by(person)
    ShareLink.objects.filter(pk=over.pk).update(revoked_at=timezone.now())
    not_mine = link_by(people["owner"])
    client.force_login(person)
    page = client.get("/compte/liens/").content.decode()
    assert all(token_of(link) in page for link in mine)
    assert token_of(over) not in page
    assert token_of(not_mine) not in page
    client.post("/compte/liens/", {"revoke": mine[0].pk})
    assert token_of(mine[0]) not in client.get("/compte/liens/").content.decode()


def test_my_active_links_ask_to_sign_in(client, db):
    assert client.get("/compte/liens/")["Location"].startswith("/compte/connexion/")


def test_the_way_to_share_is_shown_to_those_who_may(
    base, resource, screens, people, subtests
):
    for kind in KINDS:
        with subtests.test(kind), rolled_back():
            client = client_of(people[kind])
            page = client.get(resource.url).content.decode()
            assert (screens["a fiche"] in page) is (kind in WHO_SHARES["a fiche"])
            page = client.get(base.url).content.decode()
            assert (screens["the base"] in page) is (kind in WHO_SHARES["the base"])


@pytest.mark.parametrize("screen", ["the base", "a fiche", "mine"])
def test_queries_do_not_grow_with_links(
    screen, screens, people, link_by, client, count_queries
):
    client.force_login(people["administrator"])
    address = {**screens, "mine": "/compte/liens/"}[screen]
    link_by(people["administrator"])

    def read():
        assert client.get(address).status_code == 200

    read()
    few = count_queries(read)
    for _ in range(5):
        link_by(people["administrator"])
    assert count_queries(read) == few
