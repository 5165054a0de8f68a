"""“See as…”: the real page, as somebody else would see it, where nothing acts."""

import re
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import StandIn, User
from bases import readerships, visibility
from bases.access import visible_to
from bases.files import may_open
from bases.models import Card, FileUse, Membership
from bases.standing_in import files_shown_to, readers_offered
from bases.teams import administers, contributes_to, role_of
from tests import factories
from tests.rolling_back import rolled_back

Role = Membership.Role
ADDRESS = "/bases/mediatheques/voir-comme/"
OF_RESOURCE = "/bases/mediatheques/messagerie/voir-comme/"


@pytest.fixture
def team(base):
    return readerships.team_of(base.pk)


@pytest.fixture
def workers(db):
    actor_type = factories.ActorTypeFactory(name="Assistant de service social")
    return readerships.verified(actor_type)


@pytest.fixture
def administrator(base, client):
    user = factories.UserFactory()
    factories.MembershipFactory(base=base, user=user, role=Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def as_group(readership):
    return f"lecteurs-{readership.group_id}"


def seen(client, key, address=OF_RESOURCE):
    response = client.get(address, {"lecteur": key})
    assert response.status_code == 200
    return response.content.decode()


READERS = ["anonyme", "compte", "equipe", "workers", "domain", "people"]
# Who sees the fiche, when the base asks for this.
SEEN_BY = {
    "public": set(READERS),
    "accounts": set(READERS) - {"anonyme"},
    "team": {"equipe"},
    "workers": {"equipe", "workers"},
    "domain": {"equipe", "domain"},
    "people": {"equipe", "people"},
}


@pytest.mark.parametrize("asked", SEEN_BY)
def test_each_reader_sees_what_the_rule_opens(
    asked, base, resource, team, workers, administrator, client, subtests
):
    groups = {
        "workers": workers,
        "domain": readerships.at_domain("ain.example"),
        "people": readerships.named_people(base.pk, ["ines@ailleurs.example"]),
    }
    # Another page names them all, so that each may be looked as.
    other = factories.ResourcePageFactory(parent=base)
    visibility.restrict_to(other, [team, *groups.values()])
    if asked == "accounts":
        visibility.restrict_to_accounts(base)
    elif asked != "public":
        visibility.restrict_to(
            base, [team, *[groups[each] for each in groups if each == asked]]
        )
    for reader in READERS:
        with subtests.test(reader), rolled_back():
            key = as_group(groups[reader]) if reader in groups else reader

            page = seen(client, key)

            assert (resource.summary in page) is (reader in SEEN_BY[asked])


def test_what_is_narrower_is_left_out_of_the_page_of_the_base(
    base, resource, team, workers, administrator, client
):
    narrow = factories.ResourcePageFactory(parent=base, title="Notes internes")
    visibility.restrict_to(base, [team, workers])
    visibility.restrict_to(narrow, [team])

    page = seen(client, as_group(workers), ADDRESS)
    assert resource.title in page
    assert narrow.title not in page
    assert narrow.title in seen(client, "equipe", ADDRESS)


def test_nothing_is_shown_that_the_administrator_may_not_read(
    base, resource, workers, administrator, client
):
    hidden = factories.ResourcePageFactory(parent=base, title="Pour eux seulement")
    visibility.restrict_to(hidden, [workers])
    elsewhere = factories.ResourcePageFactory(title="Base voisine")
    visibility.restrict_to(elsewhere, [workers])
    collection = factories.CollectionPageFactory(parent=base, slug="choix")
    collection.items.create(item=elsewhere, position=1)

    assert hidden.title not in seen(client, as_group(workers), ADDRESS)
    assert f"/bases/mediatheques/{hidden.slug}/voir-comme/" not in seen(
        client, as_group(workers), ADDRESS
    )
    address = "/bases/mediatheques/choix/voir-comme/"
    assert elsewhere.title not in seen(client, as_group(workers), address)
    of_hidden = f"/bases/mediatheques/{hidden.slug}/voir-comme/"
    assert client.get(of_hidden, {"lecteur": "equipe"}).status_code == 404


# Who may look as somebody else.
VISITORS = {
    "anonymous": 404,
    "stranger": 404,
    Role.READER: 403,
    Role.CONTRIBUTOR: 403,
    Role.ADMINISTRATOR: 200,
    Role.OWNER: 200,
    "superuser": 200,
    "other team": 404,
}


@pytest.mark.parametrize("visitor", VISITORS)
def test_only_administrators_look_as_somebody_else(
    visitor, base, resource, team, client, subtests
):
    visibility.restrict_to(base, [team])
    if visitor == "other team":
        client.force_login(factories.MembershipFactory(role=Role.OWNER).user)
    elif visitor != "anonymous":
        user = factories.UserFactory(is_superuser=visitor == "superuser")
        if visitor in Role:
            factories.MembershipFactory(base=base, user=user, role=visitor)
        client.force_login(user)
    for address, query in product([ADDRESS, OF_RESOURCE], ["", "?lecteur=anonyme"]):
        with subtests.test(address=address, query=query), rolled_back():
            assert client.get(address + query).status_code == VISITORS[visitor]


def test_only_readerships_that_the_base_names_are_offered(
    base, team, workers, administrator, client
):
    other = readerships.at_domain("ailleurs.example")
    page = client.get(ADDRESS).content.decode()
    assert as_group(workers) not in page
    for key in (as_group(workers), as_group(other), as_group(team), "lecteurs-", "tous"):
        assert client.get(ADDRESS, {"lecteur": key}).status_code == 404
    visibility.restrict_to(base, [team, workers])
    assert as_group(workers) in client.get(ADDRESS).content.decode()
    assert seen(client, as_group(workers), ADDRESS)


def test_nothing_acts_in_the_page(base, resource, administrator, client):
    for address in (ADDRESS, OF_RESOURCE):
        page = seen(client, "compte", address)
        banner, _end, body = page.partition("</section>")
        assert "view-as-banner" in banner
        assert not re.search(r'<a [^>]*href="[^#]', body)
        assert "<script" not in page
        assert not re.search(r"<form[^>]* (action|method)=", body)
        for field in re.findall(r"<(?:button|input|select|textarea)[^>]*>", body):
            assert "disabled" in field


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_but_reading_is_answered(method, base, administrator, client):
    answer = getattr(client, method)(f"{ADDRESS}?lecteur=compte")
    assert answer.status_code == 405


def test_the_answer_is_kept_by_nobody(base, administrator, client):
    answer = client.get(ADDRESS, {"lecteur": "anonyme"})
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_name_that_is_told_to_all_is_shown_as_others_meet_it(
    base, team, administrator, client
):
    visibility.restrict_to(base, [team])
    assert "comme si elle n’existait pas" in seen(client, "compte", ADDRESS)


def test_files_are_told_for_the_reader(base, resource, team, administrator):
    memo, image = factories.DocumentFactory(), factories.ImageFactory()
    for file in ({"document": memo}, {"image": image}):
        FileUse.objects.create(page=resource, **file)
    readers = readers_offered(base, viewer=administrator)

    def told(key):
        return files_shown_to(readers[key].stand_in(behind=administrator), resource)

    assert told("anonyme") == (2, 2)
    visibility.restrict_to(resource, [team])
    readers = readers_offered(base, viewer=administrator)
    assert told("equipe") == (2, 2)
    assert told("anonyme") == (2, 0)
    FileUse.objects.create(page=factories.ResourcePageFactory(parent=base), document=memo)
    assert told("anonyme") == (2, 1)


def test_a_stand_in_is_nobody(base, resource, team, administrator):
    reader = StandIn.in_groups([team.group_id], behind=administrator)
    assert reader.is_authenticated
    assert role_of(reader, base.pk) is None
    assert not contributes_to(reader, base.pk)
    assert not administers(reader, base.pk)
    assert not reader.has_perm("wagtailadmin.access_admin")
    assert not may_open(reader, factories.DocumentFactory(base=base))
    for write in (reader.save, reader.delete):
        with pytest.raises(NotImplementedError):
            write()
    assert not User.objects.filter(pk=reader.pk).exists()


def test_the_rule_asks_the_same_of_a_stand_in_whatever_the_pages(
    base, team, administrator, client, count_queries
):
    visibility.restrict_to(base, [team])
    factories.ResourcePageFactory(parent=base)

    def read():
        seen(client, "equipe", ADDRESS)

    read()
    few = count_queries(read)
    for page in factories.ResourcePageFactory.create_batch(5, parent=base):
        visibility.restrict_to(page, [team])
    assert count_queries(read) == few


def test_an_anonymous_reader_is_nobody_signed_in(base, administrator):
    reader = readers_offered(base, viewer=administrator)["anonyme"]
    assert isinstance(reader.stand_in(behind=administrator), AnonymousUser)
    assert visible_to(
        reader.stand_in(behind=administrator), among=Card.objects.filter(page=base)
    ).exists()
