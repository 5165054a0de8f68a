"""Inserts the teams of bases in bulk, with the groups that their readerships name."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from bases.bulk import BATCH
from bases.models.access import Readership
from bases.models.teams import Membership
from bases.readerships import new_group_name


def teams_of(base_ids):
    """Return `{base_id: readership of its team}` for several bases, in a few queries."""
    teams = Readership.objects.filter(kind=Readership.Kind.TEAM, base__in=base_ids)
    missing = sorted(set(base_ids) - set(teams.values_list("base", flat=True)))
    with transaction.atomic():
        groups = Group.objects.bulk_create(
            Group(name=new_group_name()) for _base in missing
        )
        Readership.objects.bulk_create(
            Readership(kind=Readership.Kind.TEAM, base_id=base_id, group=group)
            for base_id, group in zip(missing, groups, strict=True)
        )
        _let_in(Membership.objects.filter(base__in=missing, user__is_active=True))
    return {readership.base_id: readership for readership in teams.all()}


def insert_memberships(memberships):
    """Insert new memberships of active people, with the places that they give in groups."""
    memberships = list(memberships)
    for start in range(0, len(memberships), BATCH):
        with transaction.atomic():
            batch = memberships[start : start + BATCH]
            _let_in(Membership.objects.bulk_create(batch))


def _let_in(memberships):
    """Put new members in the group of the team of their base, where it has one."""
    memberships = list(memberships)
    base_ids = {membership.base_id for membership in memberships}
    teams = Readership.objects.filter(kind=Readership.Kind.TEAM, base__in=base_ids)
    groups = dict(teams.values_list("base", "group"))
    place = get_user_model().groups.through
    place.objects.bulk_create(
        (
            place(user_id=membership.user_id, group_id=groups[membership.base_id])
            for membership in memberships
            if membership.base_id in groups
        ),
        ignore_conflicts=True,
    )
