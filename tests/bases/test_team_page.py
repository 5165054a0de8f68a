"""The page of a team: what each role reads on it, and what it costs."""

import pytest

from accounts.profiles import write_profile
from bases import invitations
from bases.models import JoinRequest
from bases.views.team import MEMBERS_PER_PAGE
from tests import factories
from tests.bases import teams


@pytest.fixture
def page(team, ask_as):
    """Read the page of the team as somebody."""

    def read(who, query=""):
        response = ask_as(who, "get", f"{team.base.url}equipe/{query}")
        assert response.status_code == 200
        return response.content.decode().partition("<main")[2].partition("</main>")[0]

    return read


@pytest.fixture
def waiting(team):
    """An invitation and a request that wait in the base."""
    invitations.invite(
        team.base, ["lea@x.example"], role="reader", message="", by=team.people["owner"]
    )
    asker = factories.UserFactory(last_name="Demandeuse")
    return JoinRequest.objects.create(base=team.base, user=asker, message="Bonjour")


@pytest.mark.parametrize("who", ["owner", "administrator", "superuser"])
def test_administrators_change_roles_and_see_what_waits(who, page, waiting, team):
    shown = page(who)
    assert f"equipe/{team['contributor'].pk}/role/" in shown
    assert f"equipe/{team['contributor'].pk}/retirer/" in shown
    assert "lea@x.example" in shown
    assert "Demandeuse" in shown


@pytest.mark.parametrize("who", ["contributor", "reader"])
def test_other_members_read_names_and_roles_and_nothing_more(who, page, waiting, team):
    shown = page(who)
    for role in teams.ROLES:
        assert f"Rôle {role}" in shown
    for hidden in ("/role/", "/retirer/", "lea@x.example", "Demandeuse", "ceder"):
        assert hidden not in shown


@pytest.mark.parametrize("who", [*teams.ROLES, "superuser"])
def test_the_address_of_no_member_is_printed(who, page, team):
    shown = page(who)
    for person in team.people.values():
        assert person.email not in shown


def test_a_name_leads_to_the_profile_that_is_open(page, team):
    for who, is_public in (("contributor", True), ("reader", False)):
        told = {"role": "", "description": "", "links": [], "is_named": False}
        write_profile(team.people[who], is_public=is_public, **told)
    shown = page("reader")
    person = team.people["contributor"]
    assert f'<a href="{person.profile.url}">{person.get_full_name()}</a>' in shown
    assert shown.count('href="/personnes/') == 1


def test_the_owner_is_marked_and_administers_like_others(page):
    shown = page("reader")
    assert shown.count("Administre") == 2
    assert shown.count("propriétaire de la base") == 1


def test_who_invited_and_since_when_is_told(page, team):
    factories.MembershipFactory(base=team.base, invited_by=team.people["administrator"])
    assert "sur invitation de Une Rôle administrator" in page("reader")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("contrib", 1),
        ("RÔLE une", 4),
        ("role ONE", 0),
        ("personne9999", 0),
        ("exemple.test", 0),
        ("%", 0),
    ],
)
def test_a_team_is_searched_by_name_and_never_by_address(words, found, page):
    assert page("reader", f"?q={words}").count("members__member") == found


def test_a_search_that_cannot_be_read_shows_the_whole_team(page):
    assert page("reader", "?q=a%00b").count("members__member") == 4
    assert page("reader", f"?q={'a' * 500}").count("members__member") == 4


def test_a_long_team_comes_by_pages(page, team):
    factories.MembershipFactory.create_batch(MEMBERS_PER_PAGE, base=team.base)
    assert page("reader").count("members__member") == MEMBERS_PER_PAGE
    assert page("reader", "?page=2").count("members__member") == 4
    assert "notice--warning" in page("reader", "?page=abc")


@pytest.mark.parametrize("who", ["administrator", "reader"])
def test_query_count_does_not_grow_with_the_team(who, client, team, count_queries):
    client.force_login(team.people[who])

    def read():
        assert client.get(f"{team.base.url}equipe/").status_code == 200

    def fill():
        inviter = team.people["owner"]
        factories.MembershipFactory(base=team.base, invited_by=inviter)
        invitations.invite(
            team.base,
            [factories.UserFactory.build().email],
            role="reader",
            message="",
            by=inviter,
        )
        asker = factories.UserFactory()
        JoinRequest.objects.create(base=team.base, user=asker, message="Bonjour")

    fill()
    read()
    few = count_queries(read)
    for _ in range(4):
        fill()
    assert count_queries(read) == few


@pytest.mark.parametrize("screen", ["invitations", "demandes"])
def test_query_count_does_not_grow_with_what_waits(
    screen, client, team, waiting, count_queries
):
    client.force_login(team.people["administrator"])

    def read():
        assert client.get(f"{team.base.url}{screen}/").status_code == 200

    read()
    few = count_queries(read)
    addresses = [f"lea{number}@x.example" for number in range(5)]
    invitations.invite(
        team.base, addresses, role="reader", message="", by=team.people["owner"]
    )
    for asker in factories.UserFactory.create_batch(5):
        JoinRequest.objects.create(base=team.base, user=asker, message="Bonjour")
    assert count_queries(read) == few


def test_what_people_typed_is_printed_as_text(page, team):
    teams.member(team.base, "reader", last_name="<script>alert(1)</script>")
    assert "<script>" not in page("administrator")
