"""What changes in a team: roles, departures, and the last administrator who stays."""

import pytest
from django.core import mail
from django.db.models import ProtectedError

from accounts.models import User
from bases.models import Membership, OwnershipOffer
from tests import factories
from tests.bases import teams

ROLE = "{membership.pk}/role/"
REMOVE = "{membership.pk}/retirer/"


@pytest.fixture
def act(team, ask_as):
    """Do something to a member, as somebody; return the page that follows."""

    def post(who, path, membership, **data):
        path = f"{team.base.url}equipe/{path.format(membership=membership)}"
        return ask_as(who, "post", path, data)

    return post


def roles_in(base):
    return dict(Membership.objects.filter(base=base).values_list("user_id", "role"))


@pytest.mark.parametrize("role", ["administrator", "contributor", "reader"])
def test_an_administrator_gives_a_role_and_the_person_is_told(role, team, act):
    act("administrator", ROLE, team["contributor"], role=role)
    team["contributor"].refresh_from_db()
    assert team["contributor"].role == role
    [message] = mail.outbox
    assert message.to == [team.people["contributor"].email]


@pytest.mark.parametrize("role", ["owner", "superuser", "", "reader\0"])
def test_no_other_role_is_given(role, team, act):
    act("administrator", ROLE, team["contributor"], role=role)
    team["contributor"].refresh_from_db()
    assert team["contributor"].role == "contributor"
    assert mail.outbox == []


def test_removing_somebody_touches_nothing_else_of_theirs(team, act, ask_as):
    fiche = factories.ResourcePageFactory(
        parent=team.base, owner=team.people["contributor"]
    )
    act("administrator", REMOVE, team["contributor"])

    assert team.people["contributor"].pk not in roles_in(team.base)
    assert User.objects.filter(pk=team.people["contributor"].pk).exists()
    fiche.refresh_from_db()
    assert fiche.live
    assert fiche.owner == team.people["contributor"]
    assert ask_as("contributor", "get", fiche.url).status_code == 404
    assert [message.to for message in mail.outbox] == [[team.people["contributor"].email]]


def test_opening_the_page_that_removes_somebody_removes_nobody(team, ask_as):
    path = f"{team.base.url}equipe/{team['reader'].pk}/retirer/"
    assert "Rôle reader" in ask_as("owner", "get", path).content.decode()
    assert Membership.objects.filter(pk=team["reader"].pk).exists()


@pytest.mark.parametrize("role", ["administrator", "contributor", "reader"])
def test_a_member_leaves_and_reads_the_base_no_longer(role, team, ask_as):
    path = f"{team.base.url}equipe/quitter/"
    assert ask_as(role, "get", path).status_code == 200
    assert ask_as(role, "post", path).url == "/compte/"
    assert team.people[role].pk not in roles_in(team.base)
    assert ask_as(role, "get", team.base.url).status_code == 404


@pytest.mark.parametrize(("path", "data"), [(ROLE, {"role": "reader"}), (REMOVE, {})])
@pytest.mark.parametrize(
    ("who", "changed"), [("administrator", False), ("superuser", True)]
)
def test_only_a_superuser_changes_the_owner(who, changed, path, data, team, act):
    before = roles_in(team.base)
    act(who, path, team["owner"], **data)
    assert (roles_in(team.base) != before) is changed


def test_the_owner_hands_over_before_leaving(team, ask_as):
    ask_as("owner", "post", f"{team.base.url}equipe/quitter/")
    assert roles_in(team.base)[team.people["owner"].pk] == "owner"


LAST = {
    "demoted by themself": ("administrator", ROLE, {"role": "contributor"}),
    "demoted by a superuser": ("superuser", ROLE, {"role": "reader"}),
    "removed by themself": ("administrator", REMOVE, {}),
    "removed by a superuser": ("superuser", REMOVE, {}),
    "gone": ("administrator", "quitter/", {}),
}


@pytest.mark.parametrize("situation", LAST)
@pytest.mark.parametrize("other", ["none", "closed account"])
def test_the_last_administrator_stays(other, situation, team, act):
    if other == "none":
        team["owner"].delete()
    else:
        User.objects.filter(pk=team.people["owner"].pk).update(is_active=False)
    who, path, data = LAST[situation]
    act(who, path, team["administrator"], **data)
    team["administrator"].refresh_from_db()
    assert team["administrator"].role == "administrator"
    assert mail.outbox == []


def test_a_refusal_is_told_in_a_sentence(team, client):
    team["owner"].delete()
    client.force_login(team.people["administrator"])
    page = client.post(f"{team.base.url}equipe/quitter/", follow=True)
    assert "notice--error" in page.content.decode()
    assert "You are no longer" not in page.content.decode()


@pytest.mark.parametrize("several", [False, True])
def test_an_account_is_not_deleted_while_a_base_needs_it(several, team):
    people = User.objects.filter(
        pk__in=[team.people[role].pk for role in ("owner", "administrator")]
    )
    if not several:
        team["owner"].delete()
    with pytest.raises(ProtectedError) as error:
        people.delete()
    assert error.value.protected_objects == {team.base}
    assert Membership.objects.filter(base=team.base, role="administrator").exists()


@pytest.mark.parametrize("role", ["owner", "administrator", "contributor", "reader"])
def test_an_account_that_no_base_needs_is_deleted_with_its_memberships(role, team):
    team.people[role].delete()
    assert Membership.objects.filter(base=team.base).count() == 3


def test_a_base_is_deleted_with_its_last_administrator(team):
    administrator = team.people["administrator elsewhere"]
    team.elsewhere.delete()
    administrator.delete()
    assert not Membership.objects.filter(role="administrator").exclude(base=team.base)


@pytest.mark.parametrize("name", ["owner", "administrator"])
def test_an_offer_ends_with_the_membership_of_either_side(name, team, act):
    OwnershipOffer.objects.create(
        base=team.base,
        offered_to=team.people["administrator"],
        offered_by=team.people["owner"],
    )
    act("superuser", REMOVE, team[name])
    assert not OwnershipOffer.objects.exists()


def test_a_person_without_a_name_is_not_called_by_their_address(team, ask_as):
    nameless = teams.member(team.base, "reader", first_name="", last_name="")
    page = ask_as("reader", "get", f"{team.base.url}equipe/").content.decode()
    assert nameless.user.email not in page
