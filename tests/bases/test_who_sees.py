"""“Who can see this?”: the sentence of each situation, and who is told what."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from wagtail.models import Page, PageViewRestriction

from bases import readerships, visibility
from bases.models import Card, Membership, ShareLink
from bases.who_sees import who_sees
from tests import factories
from tests.rolling_back import rolled_back

Role = Membership.Role
ADDRESS = "/bases/mediatheques/qui-voit/"
OF_RESOURCE = "/bases/mediatheques/messagerie/qui-voit/"


@pytest.fixture
def team(base):
    """The readership of the team of `base`: two members, one of whom administers."""
    administrator = factories.UserFactory(first_name="Ana", last_name="Durand")
    factories.MembershipFactory(base=base, user=administrator, role=Role.ADMINISTRATOR)
    factories.MembershipFactory(
        base=base, user__first_name="Léo", user__last_name="Petit", role=Role.READER
    )
    closed_account = factories.UserFactory(is_active=False)
    factories.MembershipFactory(base=base, user=closed_account)
    return readerships.team_of(base.pk)


@pytest.fixture
def ask():
    """Return the answer for a page, in English, to somebody."""

    def answer(page, viewer=None):
        page = Page.objects.get(pk=page.pk).specific
        page.card = Card.objects.select_related("rule").get(page=page)
        with translation.override("en"):
            return who_sees(page, viewer=viewer or factories.UserFactory())

    return answer


@pytest.fixture
def social_workers(db):
    actor_type = factories.ActorTypeFactory(name="Assistant de service social")
    return readerships.verified(actor_type)


def add_role(base, role):
    user = factories.UserFactory(is_superuser=role == "superuser")
    if role in Role:
        factories.MembershipFactory(base=base, user=user, role=role)
    return user


THE_TEAM = "the 2 members of the base “Médiathèques du Val”"
WORKERS = "the verified people of the type “Assistant de service social”"
# What the base asks for, what its fiche asks for, and the sentence of the fiche.
SENTENCES = {
    ("public", None): (
        "Visible by everyone, with or without an account, because the base is public."
    ),
    ("private", None): f"Visible by {THE_TEAM}, because the base is private.",
    ("workers", None): (
        f"Visible by {THE_TEAM} and {WORKERS}, because the base is in restricted access."
    ),
    ("domain", None): (
        f"Visible by {THE_TEAM} and everybody at @ain.example, because the base is in"
        " restricted access."
    ),
    ("accounts", None): (
        "Visible by everybody who has an account, because the base is in restricted access."
    ),
    ("public", "private"): (
        f"Visible by {THE_TEAM}, because this page is kept for fewer people than its base."
    ),
    ("workers", "private"): (
        f"Visible by {THE_TEAM}, because this page is kept for fewer people than its base."
    ),
    ("private", "workers"): f"Visible by {THE_TEAM}, because the base is private.",
    ("private", "private"): f"Visible by {THE_TEAM}, because the base is private.",
    ("domain", "workers"): (
        f"Visible, among {THE_TEAM} and everybody at @ain.example, only by {THE_TEAM} and"
        f" {WORKERS}, because this page is kept for fewer people than its base."
    ),
    ("nobody", None): "Visible by nobody: the staff of the portal closed it so.",
}


@pytest.mark.parametrize("situation", SENTENCES)
def test_the_sentence_tells_who_and_why(
    situation, base, resource, team, social_workers, ask
):
    readers = {
        "private": [team],
        "workers": [team, social_workers],
        "domain": [team, readerships.at_domain("ain.example")],
    }
    for page, asked in zip((base, resource), situation, strict=True):
        if asked in readers:
            visibility.restrict_to(page, readers[asked])
        elif asked == "accounts":
            visibility.restrict_to_accounts(page)
        elif asked == "nobody":
            PageViewRestriction.objects.create(page=page, restriction_type="groups")
    assert ask(resource).sentence == SENTENCES[situation]


def test_several_types_are_told_together_after_the_team(base, team, ask):
    types = [
        readerships.verified(factories.ActorTypeFactory(name=name, position=place))
        for place, name in enumerate(["Bibliothécaire", "Médiateur", "Formatrice"])
    ]
    visibility.restrict_to(base, [types[2], team, *types[:2]])
    assert ask(base).sentence == (
        f"Visible by {THE_TEAM} and the verified people of the types “Bibliothécaire”,"
        " “Médiateur” and “Formatrice”, because the base is in restricted access."
    )


@pytest.mark.parametrize("who", ["team", "workers"])
def test_the_number_of_readers_is_told_where_the_team_is_not_all(
    who, base, team, social_workers, ask
):
    actor_type = social_workers.actor_type
    factories.UserFactory(
        actor_type=actor_type, actor_type_verified_at="2026-01-01T00:00Z"
    )
    visibility.restrict_to(base, [team] if who == "team" else [team, social_workers])
    told = [note for note in ask(base).notes if "That makes" in note]
    assert told == ([] if who == "team" else ["That makes 3 people."])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_numbers_are_told_in_good_french(count, base):
    readership = readerships.team_of(base.pk)
    visibility.restrict_to(base, [readership])
    factories.MembershipFactory.create_batch(count, base=base)
    base.card = Card.objects.get(page=base)
    with translation.override("fr"):
        sentence = who_sees(base, viewer=factories.UserFactory()).sentence
    assert (
        sentence
        == {
            0: (
                "Visible par l’équipe de la base « Médiathèques du Val », où il n’y a encore"
                " personne, parce que la base est privée."
            ),
            1: (
                "Visible par l’unique membre de la base « Médiathèques du Val », parce que la"
                " base est privée."
            ),
            2: (
                "Visible par les 2 membres de la base « Médiathèques du Val », parce que la base"
                " est privée."
            ),
        }[count]
    )


def test_an_editorial_page_is_told_too(db, ask):
    from home.models import EditorialPage, HomePage

    page = HomePage.objects.get().add_child(
        instance=EditorialPage(title="Aide", slug="aide-2", summary="Une phrase.")
    )
    assert ask(page).sentence.startswith("Visible by everyone")
    visibility.restrict_to_accounts(page)
    assert "because the staff of the portal closed it" in ask(page).sentence


def in_days(days):
    return timezone.now() + timedelta(days=days)


def publish_later(page):
    page.go_live_at = in_days(3)
    page.save_revision().publish()


STATES = {
    "published": (lambda page: None, ""),
    "draft": (lambda page: page.unpublish(), "It is a draft"),
    "scheduled": (
        lambda page: (page.unpublish(), publish_later(page)),
        "It will be published on",
    ),
    "expires": (
        lambda page: Card.objects.filter(page=page).update(expire_at=in_days(2)),
        "It expires on",
    ),
    "expired": (
        lambda page: Card.objects.filter(page=page).update(expire_at=in_days(-2)),
        "It expired on",
    ),
    "in the bin": (
        lambda page: Card.objects.filter(page=page).update(in_bin=True),
        "It is in the bin",
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_what_keeps_a_page_from_its_readers_is_told(state, resource, ask):
    change, words = STATES[state]
    change(resource)
    assert [each[: len(words)] for each in ask(resource).states] == [words] * bool(words)


def test_working_share_links_are_counted(base, resource, visitors, ask):
    def link(page, **values):
        values = {
            "expires_at": in_days(1),
            "made_by": visitors["superuser"],
            "nonce": "n",
            **values,
        }
        ShareLink.objects.create(page_id=page.pk, base=base, **values)

    assert not any("share link" in note for note in ask(resource).notes)
    link(resource)
    link(base)
    link(resource, expires_at=in_days(-1))
    link(resource, revoked_at=timezone.now())
    link(resource, made_by=visitors["stranger"])
    link(factories.ResourcePageFactory(parent=base))
    assert any("2 share links" in note for note in ask(resource).notes)
    assert any("1 share link opens" in note for note in ask(base).notes)


def test_those_who_run_the_portal_are_told_where_something_is_closed(
    base, team, visitors, ask
):
    assert not any("run" in note for note in ask(base).notes)
    visibility.restrict_to(base, [team])
    assert any("The person who runs the portal may" in note for note in ask(base).notes)


def test_a_name_that_everyone_sees_is_told(base, team, ask):
    visibility.restrict_to(base, [team])
    base.settings.shown_when_closed = True
    base.settings.save()
    assert any("Everyone sees the name" in note for note in ask(base).notes)


# Who opens the screen, and who reads names in it.
VISITORS = {
    "anonymous": (404, False),
    "stranger": (404, False),
    Role.READER: (403, False),
    Role.CONTRIBUTOR: (200, False),
    Role.ADMINISTRATOR: (200, True),
    Role.OWNER: (200, True),
    "superuser": (200, True),
    "other team": (404, False),
}


@pytest.mark.parametrize("visitor", VISITORS)
def test_names_are_told_to_those_who_administer_alone(
    visitor, base, resource, team, client, subtests
):
    named = readerships.named_people(base.pk, ["ines@ailleurs.example"])
    visibility.restrict_to(base, [team, named])
    if visitor == "other team":
        other = factories.MembershipFactory(role=Role.OWNER)
        client.force_login(other.user)
    elif visitor != "anonymous":
        client.force_login(add_role(base, visitor))
    status, names = VISITORS[visitor]

    for address in (ADDRESS, OF_RESOURCE):
        with subtests.test(address), rolled_back():
            response = client.get(address)

            assert response.status_code == status
            text = response.content.decode()
            assert ("Durand" in text) is names
            assert ("ines@ailleurs.example" in text) is names
            if status == 200:
                assert "no-store" in response["Cache-Control"]
                assert "membres de la base" in text


def test_a_draft_is_told_to_those_who_write(base, resource, team, client):
    resource.unpublish()
    client.force_login(add_role(base, Role.CONTRIBUTOR))
    assert "brouillon" in client.get(OF_RESOURCE).content.decode()
    client.force_login(add_role(base, Role.READER))
    assert client.get(OF_RESOURCE).status_code in {403, 404}


def test_a_page_narrower_than_the_contributor_is_unknown_to_them(base, resource, client):
    others = readerships.team_of(factories.BasePageFactory().pk)
    visibility.restrict_to(resource, [others])
    client.force_login(add_role(base, Role.CONTRIBUTOR))
    assert client.get(OF_RESOURCE).status_code == 404


def test_a_page_of_another_base_is_unknown(base, client):
    other = factories.ResourcePageFactory(slug="ailleurs")
    client.force_login(add_role(base, Role.OWNER))
    assert client.get(f"/bases/mediatheques/{other.slug}/qui-voit/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_screen_is_only_read(method, base, client):
    client.force_login(add_role(base, Role.OWNER))
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_the_answer_costs_the_same_whatever_the_number_of_members(
    base, team, client, count_queries
):
    visibility.restrict_to(base, [team])
    client.force_login(add_role(base, Role.OWNER))

    def read():
        assert client.get(ADDRESS).status_code == 200

    read()
    few = count_queries(read)
    factories.MembershipFactory.create_batch(6, base=base)
    assert count_queries(read) == few

    others = [readerships.team_of(factories.BasePageFactory().pk) for _each in range(4)]
    visibility.restrict_to(base, [team, others[0]])
    few = count_queries(read)
    visibility.restrict_to(base, [team, *others])
    assert count_queries(read) == few


@pytest.mark.parametrize("role", [Role.READER, Role.CONTRIBUTOR, Role.OWNER, "stranger"])
def test_the_page_leads_there_those_who_write(role, base, resource, client):
    client.force_login(add_role(base, role))
    for page, address in ((base, ADDRESS), (resource, OF_RESOURCE)):
        told = address in client.get(page.url).content.decode()
        assert told is (role in {Role.CONTRIBUTOR, Role.OWNER})


def test_the_editing_screen_says_it(base, resource, team, client, visitors):
    visibility.restrict_to(base, [team])
    client.force_login(visitors["superuser"])
    for page in (base, resource):
        text = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert "parce que la base est privée" in text
    parent = f"/admin/pages/add/resources/resourcepage/{base.pk}/"
    assert "Visible par" not in client.get(parent).content.decode()
