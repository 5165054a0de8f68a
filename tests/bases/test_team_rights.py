"""Who may do what in a team: each role, each action, and what is not of this base."""

import pytest
from django.utils import timezone

from bases import invitations
from bases.models import Invitation, JoinRequest, Membership, OwnershipOffer
from tests import factories
from tests.bases.teams import OTHERS, ROLES
from tests.rolling_back import rolled_back

ADMINISTERING = ("owner", "administrator", "superuser")
TEAM = (*ROLES, "superuser")
EVERYBODY = (*TEAM, *OTHERS)

# The address of each action, what it posts, who does it; the others are refused.
ACTIONS = {
    "change role": ("equipe/{member}/role/", {"role": "contributor"}, ADMINISTERING),
    "remove": ("equipe/{member}/retirer/", {}, ADMINISTERING),
    "invite": (
        "invitations/",
        {"addresses": "lea@x.example", "role": "reader"},
        ADMINISTERING,
    ),
    "send again": ("invitations/{invitation}/renvoyer/", {}, ADMINISTERING),
    "withdraw invitation": ("invitations/{invitation}/retirer/", {}, ADMINISTERING),
    "accept request": ("demandes/{request}/accepter/", {"role": "reader"}, ADMINISTERING),
    "refuse request": ("demandes/{request}/refuser/", {}, ADMINISTERING),
    "offer": ("equipe/ceder/", {"member": "{member}"}, ("owner", "superuser")),
}
NAMING_A_ROW = [name for name in ACTIONS if name != "invite"]
POSTED_ONLY = [name for name in ACTIONS if name not in {"remove", "invite", "offer"}]


@pytest.fixture
def rows(team):
    """What the actions act on, by base: a member, an invitation, a request."""
    return {base.slug: rows_of(base, team) for base in (team.base, team.elsewhere)}


def rows_of(base, team):
    member = factories.MembershipFactory(base=base, role="reader")
    long_ago = timezone.now() - timezone.timedelta(days=2)
    invitation = Invitation.objects.create(
        base=base,
        email=f"invite@{base.slug}.example",
        role="reader",
        nonce="a",
        sent_at=long_ago,
        expires_at=long_ago + invitations.LIFE,
    )
    asked = JoinRequest.objects.create(
        base=base, user=factories.UserFactory(), message="Bonjour"
    )
    return {"member": member.pk, "invitation": invitation.pk, "request": asked.pk}


def filled(action, *, base, ids):
    """Return the address of an action in a base, and what is posted to it."""
    path, data, _who = ACTIONS[action]
    data = {name: value.format(**ids) for name, value in data.items()}
    return f"/bases/{base.slug}/{path.format(**ids)}", data


def state():
    """Return all that the actions change."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Membership, Invitation, JoinRequest, OwnershipOffer)
    }


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_done_for_those_who_may_and_refused_to_others(
    action, team, rows, ask_as, subtests
):
    path, data = filled(action, base=team.base, ids=rows[team.base.slug])
    allowed = ACTIONS[action][2]
    before = state()
    for who in EVERYBODY:
        with subtests.test(who), rolled_back():
            response = ask_as(who, "post", path, data)

            assert (state() != before) is (who in allowed)
            if who == "anonymous":
                assert response.url.startswith("/compte/connexion/")
            elif who in OTHERS:
                assert response.status_code == 404
            elif who not in allowed:
                assert response.status_code in {403, 404}


@pytest.mark.parametrize("who", ["owner", "superuser"])
def test_the_id_of_another_base_answers_like_one_that_does_not_exist(
    who, team, rows, ask_as, subtests
):
    of_another = rows[team.elsewhere.slug]
    unknown = dict.fromkeys(of_another, 9_999_999_999)
    before = state()
    for action in NAMING_A_ROW:
        with subtests.test(action), rolled_back():
            answers = [
                ask_as(who, "post", *filled(action, base=team.base, ids=ids))
                for ids in (of_another, unknown)
            ]
            assert [answer.status_code for answer in answers] in ([404, 404], [200, 200])
            assert state() == before


@pytest.mark.parametrize("who", ["owner", "anonymous"])
def test_what_acts_refuses_to_be_only_read(who, team, rows, ask_as, subtests):
    for action in POSTED_ONLY:
        with subtests.test(action), rolled_back():
            path, _data = filled(action, base=team.base, ids=rows[team.base.slug])
            before = state()
            assert ask_as(who, "get", path).status_code == 405
            assert state() == before


def test_an_action_without_its_token_is_refused(team, rows, ask_as, subtests):
    for action in [*ACTIONS, "leave", "answer an offer"]:
        with subtests.test(action), rolled_back():
            if action in ACTIONS:
                path, data = filled(action, base=team.base, ids=rows[team.base.slug])
            else:
                part = {"leave": "quitter/", "answer an offer": "ceder/accepter/"}[action]
                path, data = f"/bases/{team.base.slug}/equipe/{part}", {}
            before = state()
            assert ask_as("owner", "post", path, data, checks=True).status_code == 403
            assert state() == before


@pytest.mark.parametrize(
    ("screen", "allowed"),
    [
        ("equipe/", TEAM),
        ("equipe/quitter/", ROLES),
        ("equipe/{member}/retirer/", ADMINISTERING),
        ("equipe/ceder/", ("owner", "superuser")),
        ("invitations/", ADMINISTERING),
        ("demandes/", ADMINISTERING),
        ("demandes/{request}/", ADMINISTERING),
        ("demandes/nouvelle/", TEAM),
    ],
)
def test_a_screen_shows_to_those_whom_it_is_for(
    screen, allowed, team, rows, ask_as, subtests
):
    path = f"/bases/{team.base.slug}/{screen.format(**rows[team.base.slug])}"
    for who in EVERYBODY:
        with subtests.test(who), rolled_back():
            response = ask_as(who, "get", path)
            assert (response.status_code == 200) is (who in allowed)
            if who in OTHERS and who != "anonymous":
                assert response.status_code == 404
            if response.status_code == 200:
                assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("who", ["stranger", "administrator elsewhere"])
def test_readers_of_a_public_base_do_not_see_its_team(who, team, ask_as):
    team.base.view_restrictions.all().delete()
    assert ask_as(who, "get", team.base.url).status_code == 200
    assert ask_as(who, "get", f"{team.base.url}equipe/").status_code == 403


def test_a_person_whose_account_is_closed_administers_no_longer(team, ask_as, rows):
    team.people["administrator"].is_active = False
    team.people["administrator"].save()
    path, data = filled("invite", base=team.base, ids=rows[team.base.slug])
    assert ask_as("administrator", "post", path, data).url.startswith("/compte/connexion")
