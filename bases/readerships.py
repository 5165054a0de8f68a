"""Writes the groups that view restrictions name, from our own rows."""

import uuid

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from accounts.groups import READERSHIP_PREFIX
from bases.bulk import BATCH
from bases.models.access import Readership
from bases.models.teams import Membership


def team_of(base_id):
    """Return the readership of the team of a base."""
    return _readership(kind=Readership.Kind.TEAM, base_id=base_id)


def teams_of(base_ids):
    """Return `{base_id: readership of its team}` for several bases, in a few queries."""
    teams = Readership.objects.filter(kind=Readership.Kind.TEAM, base__in=base_ids)
    missing = sorted(set(base_ids) - set(teams.values_list("base", flat=True)))
    with transaction.atomic():
        groups = Group.objects.bulk_create(Group(name=_new_name()) for _base in missing)
        Readership.objects.bulk_create(
            Readership(kind=Readership.Kind.TEAM, base_id=base_id, group=group)
            for base_id, group in zip(missing, groups, strict=True)
        )
        _let_in(Membership.objects.filter(base__in=missing))
    return {readership.base_id: readership for readership in teams.all()}


def insert_memberships(memberships):
    """Insert new memberships in bulk, with the places that they give in groups."""
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


def verified(actor_type):
    """Return the readership of the people whose `actor_type` somebody confirmed."""
    return _readership(
        kind=Readership.Kind.ACTOR_TYPE, actor_type=actor_type, territory=None
    )


def chosen_people(base_id, users):
    """Return a new readership of these people, for a base."""
    readership = _new(kind=Readership.Kind.PEOPLE, base_id=base_id)
    readership.group.user_set.set(users)
    return readership


def write_team(base_id):
    """Make the team's group hold the members of the base, and nobody else."""
    if Readership.objects.filter(kind=Readership.Kind.TEAM, base_id=base_id).exists():
        write_people(team_of(base_id))


def write_verified(actor_type):
    """Make the group of an actor type, if it has one, hold its verified people."""
    for readership in Readership.objects.filter(actor_type=actor_type):
        write_people(readership)


def write_actor_types_of(user):
    """Make each actor type's group hold `user` if, and only if, somebody confirmed it."""
    for readership in Readership.objects.filter(kind=Readership.Kind.ACTOR_TYPE):
        belongs = (
            user.has_verified_actor_type
            and user.is_active
            and readership.actor_type_id == user.actor_type_id
        )
        change = user.groups.add if belongs else user.groups.remove
        change(readership.group_id)


def _readership(**identity):
    with transaction.atomic():
        readership = Readership.objects.filter(**identity).first()
        if readership is None:
            readership = _new(**identity)
            write_people(readership)
    return readership


def _new(**identity):
    group = Group.objects.create(name=_new_name())
    return Readership.objects.create(group=group, **identity)


def _new_name():
    return f"{READERSHIP_PREFIX}{uuid.uuid4()}"


def write_people(readership):
    """Make the group of `readership` hold those who belong to it, and nobody else."""
    readership.group.user_set.set(people_of(readership))


def people_of(readership):
    """Return the ids of the people that our rows put in a team's or an actor type's readership."""
    if readership.kind == Readership.Kind.TEAM:
        members = Membership.objects.filter(base_id=readership.base_id)
        return members.values_list("user_id", flat=True)
    people = get_user_model().objects.filter(
        actor_type=readership.actor_type,
        actor_type_verified_at__isnull=False,
        is_active=True,
    )
    return people.values_list("pk", flat=True)
