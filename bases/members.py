"""The members of a team, as its page lists them."""

from django.db.models import Case, Value, When

from accounts.inactivity import in_use
from bases.models import Membership
from bases.names import has_words
from bases.teams import ADMINISTERING, Role


def members_of(base, *, named=""):
    """Return the members of a base, who administer first; of those whose name has these words."""
    members = Membership.objects.filter(base=base).select_related("user", "invited_by")
    if named:
        members = members.filter(pk__in=_ids_of_named(members, named))
    return _in_order(members)


def possible_owners(bases, *, but):
    """Return the members to whom one of these bases can be handed over by somebody."""
    members = Membership.objects.filter(in_use("user__"), base__in=bases)
    others = members.exclude(user=but).exclude(role=Role.OWNER).select_related("user")
    return _in_order(others)


def possible_owners_by_base(bases, *, but):
    """Return `{base_id: memberships}`: the same, base by base."""
    found = {}
    for member in possible_owners([base.pk for base in bases], but=but):
        found.setdefault(member.base_id, []).append(member)
    return found


def _in_order(members):
    """Return members, who administer first, then by name."""
    rank = Case(
        When(role__in=ADMINISTERING, then=Value(0)),
        When(role=Role.CONTRIBUTOR, then=Value(1)),
        default=Value(2),
    )
    return members.order_by(rank, "user__last_name", "user__first_name", "pk")


def _ids_of_named(members, words):
    """Return the ids of the members whose name has all these words."""
    names = members.order_by().values_list("pk", "user__first_name", "user__last_name")
    return [pk for pk, first, last in names if has_words(f"{first} {last}", words)]
