"""The people of a base, for the tests of teams."""

from dataclasses import dataclass

from accounts.confirmation import vouch_for_address
from bases.models import BasePage, Membership
from tests import factories

ROLES = ("owner", "administrator", "contributor", "reader")
OTHERS = ("administrator elsewhere", "stranger", "anonymous")


@dataclass
class Team:
    """A base, its members by role, and people who are not of its team."""

    base: BasePage
    elsewhere: BasePage
    people: dict
    members: dict

    def __getitem__(self, role):
        return self.members[role]


def person(**fields):
    """Return somebody whose address is confirmed."""
    user = factories.UserFactory(**fields)
    vouch_for_address(user)
    return user


def member(base, role, **fields):
    """Return the membership of a new person in a base."""
    user = person(**fields)
    return factories.MembershipFactory(base=base, user=user, role=role)


def team_of(base):
    """Return the team of `base`, one person a role, beside people who are not of it."""
    members = {role: member(base, role, last_name=f"Rôle {role}") for role in ROLES}
    elsewhere = factories.BasePageFactory(title="Ailleurs", slug="ailleurs")
    people = {role: membership.user for role, membership in members.items()}
    people["administrator elsewhere"] = member(
        elsewhere, Membership.Role.ADMINISTRATOR
    ).user
    people["stranger"] = person()
    people["superuser"] = person(is_superuser=True)
    return Team(base, elsewhere, people, members)
