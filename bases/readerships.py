"""Writes the groups that view restrictions name, from our own rows.

Two functions hold the rule, one from each end: `people_of` says who is in a readership,
`readerships_of` in which readerships a person is. `check_cards` compares the groups with them.
"""

import uuid

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import PageViewRestriction

from accounts.domains import domain_of, spellings_of
from accounts.groups import READERSHIP_PREFIX
from bases.models.access import NamedAddress, Readership

Kind = Readership.Kind
# What of a person says in which readerships they are, besides their addresses and memberships.
FIELDS = {"actor_type", "actor_type_verified_at", "territory", "is_active"}


def team_of(base_id):
    """Return the readership of the team of a base."""
    return _kept(kind=Kind.TEAM, base_id=base_id)


def verified(actor_type, territory=None):
    """Return the readership of those whose `actor_type` somebody confirmed, in a territory."""
    return _kept(kind=Kind.ACTOR_TYPE, actor_type=actor_type, territory=territory)


def at_domain(domain):
    """Return the readership of everybody whose confirmed address is of this very domain."""
    return _kept(kind=Kind.EMAIL_DOMAIN, domain=domain)


def named_people(base_id, addresses):
    """Return a new readership of whoever confirms one of these e-mail addresses, for a base.

    It never changes: a copy of the page that names it must not change with it.
    """
    with transaction.atomic():
        readership = Readership.objects.create(
            kind=Kind.PEOPLE, base_id=base_id, group=_new_group()
        )
        NamedAddress.objects.bulk_create(
            NamedAddress(readership=readership, email=email)
            for email in sorted({address.lower() for address in addresses})
        )
        write_people(readership)
    return readership


def people_of(readership):
    """Return the active people that our rows put in a readership, even one that is not saved."""
    people = get_user_model().objects.filter(is_active=True)
    if readership.kind == Kind.TEAM:
        return people.filter(memberships__base=readership.base_id)
    if readership.kind == Kind.ACTOR_TYPE:
        return people.filter(
            _within(readership.territory_id),
            actor_type=readership.actor_type_id,
            actor_type_verified_at__isnull=False,
        )
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    if readership.kind == Kind.PEOPLE:
        named = readership.addresses.values("email") if readership.pk else ()
        return people.filter(Exists(addresses.filter(email__in=named)))
    of_domain = Q()
    for spelling in spellings_of(readership.domain):
        of_domain |= Q(email__iendswith=f"@{spelling}")
    return people.filter(Exists(addresses.filter(of_domain)))


def everybody():
    """Return the active people who confirmed an address: those who may sign in."""
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return get_user_model().objects.filter(Exists(confirmed), is_active=True)


def readerships_of(user_id):
    """Return the readerships that hold a person, by our rows as they are now."""
    people = get_user_model().objects.select_related("territory__parent__parent")
    user = people.filter(pk=user_id, is_active=True).first()
    if user is None:
        return Readership.objects.none()
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    addresses = [email.lower() for email in confirmed.values_list("email", flat=True)]
    naming = NamedAddress.objects.filter(email__in=addresses)
    domains = {domain_of(address) for address in addresses} - {""}
    holding = (
        Q(kind=Kind.TEAM, base__in=user.memberships.values("base"))
        | Q(pk__in=naming.values("readership"))
        | Q(kind=Kind.EMAIL_DOMAIN, domain__in=domains)
    )
    if user.actor_type_id and user.has_verified_actor_type:
        holding |= Q(
            _around(user.territory), kind=Kind.ACTOR_TYPE, actor_type=user.actor_type_id
        )
    return Readership.objects.filter(holding)


def write_readerships_of(user_id):
    """Make each readership's group hold a person if, and only if, our rows say so."""
    held, due = _groups_held_by(user_id), _groups_due_to(user_id)
    for group in Group.objects.filter(pk__in=held ^ due):
        if group.pk in due:
            group.user_set.add(user_id)
        else:
            group.user_set.remove(user_id)


def follow_person(user, *, is_new):
    """Write the readerships of a person that was saved: a new one has but a verified type."""
    if not is_new or user.has_verified_actor_type:
        write_readerships_of(user.pk)


def leave_readerships(user_id):
    """Take a person out of the groups of readerships that our rows no longer put them in."""
    held = _groups_held_by(user_id)
    if not held:
        return
    for group in Group.objects.filter(pk__in=held - _groups_due_to(user_id)):
        group.user_set.remove(user_id)


def depend_on(update_fields):
    """Say whether a save of these fields of a person, of all if None, may change readerships."""
    return update_fields is None or bool(FIELDS & set(update_fields))


def write_all(**which):
    """Write again the groups of the readerships that are like this."""
    for readership in Readership.objects.filter(**which):
        write_people(readership)


def write_people(readership):
    """Make the group of `readership` hold those who belong to it, and nobody else."""
    readership.group.user_set.set(people_of(readership).values_list("pk", flat=True))


def drop_unnamed(group_ids):
    """Delete those of these groups that are of chosen people whom no restriction names."""
    groups = Group.objects.filter(pk__in=group_ids, readership__kind=Kind.PEOPLE)
    groups.filter(pageviewrestriction__isnull=True).delete()


def drop_named_only_by(restriction):
    """Delete the readerships of chosen people that no other restriction than this one names."""
    groups = restriction.groups.filter(readership__kind=Kind.PEOPLE)
    shared = PageViewRestriction.objects.exclude(pk=restriction.pk).values("groups")
    groups.exclude(pk__in=shared.filter(groups__isnull=False)).delete()


def drop_group(readership):
    """Delete the group of a readership that is no more: nobody would write it any longer."""
    Group.objects.filter(pk=readership.group_id).delete()


def _groups_held_by(user_id):
    held = Group.objects.filter(user=user_id, readership__isnull=False)
    return set(held.values_list("pk", flat=True))


def _groups_due_to(user_id):
    return set(readerships_of(user_id).values_list("group", flat=True))


def _within(territory_id):
    """Return the condition that a person's territory is this one, or inside it."""
    if territory_id is None:
        return Q()
    return (
        Q(territory=territory_id)
        | Q(territory__parent=territory_id)
        | Q(territory__parent__parent=territory_id)
    )


def _around(territory):
    """Return the condition that a readership is of no territory, or of one around this one."""
    around = []
    while territory is not None:
        around.append(territory.pk)
        territory = territory.parent
    return Q(territory=None) | Q(territory__in=around)


def _kept(**identity):
    """Return the readership that is like this, made and filled if there is none."""
    with transaction.atomic():
        readership, is_new = Readership.objects.get_or_create(
            **identity, defaults={"group": _new_group}
        )
        if is_new:
            write_people(readership)
    return readership


def new_group_name():
    """Return a name for the group of a readership: it says nothing of it."""
    return f"{READERSHIP_PREFIX}{uuid.uuid4()}"


def _new_group():
    return Group.objects.create(name=new_group_name())
