"""The people of a large portal and their places in its bases."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import Max
from django.utils import timezone

from accounts.charter import charter_in_force
from accounts.models import User
from bases import readerships
from bases.bulk import BATCH
from bases.bulk_teams import insert_memberships
from bases.models import Membership, Readership
from taxonomy.models import ActorType
from taxonomy.slugs import slug_of

Role = Membership.Role


def insert_people(words, count):
    """Insert `count` people with a confirmed address; nobody knows a password of theirs."""
    rng = words.rng
    first = (User.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    actor_types = list(ActorType.objects.values_list("pk", flat=True))
    now, unusable, charter = timezone.now(), make_password(None), charter_in_force()
    people = []
    for number in range(first, first + count):
        names = words.draw("words", "first_name"), words.draw("words", "last_name")
        people.append(
            User(
                email=f"{slug_of('.'.join(names))}.{number}@exemple.test",
                first_name=names[0],
                last_name=names[1],
                password=unusable,
                actor_type_id=rng.choice([None, *actor_types]),
                charter_accepted_at=now,
                charter_version=charter.name,
            )
        )
    for person in people:
        if person.actor_type_id and rng.random() < 0.3:
            person.actor_type_verified_at = now
    User.objects.bulk_create(people, batch_size=BATCH)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
    )
    for kind in (Readership.Kind.ACTOR_TYPE, Readership.Kind.EMAIL_DOMAIN):
        readerships.write_all(kind=kind)
    return people


def insert_teams(rng, bases, people):
    """Give each base an owner and up to seven others, drawn among `people`."""
    memberships = []
    for base in bases:
        others = rng.choice([0, 0, 1, 1, 2, 3, 5, 7])
        team = rng.sample(people, min(1 + others, len(people)))
        roles = [Role.OWNER, *(rng.choice(Role.values[1:]) for _person in team[1:])]
        memberships += [
            Membership(base_id=base.pk, user=person, role=role, invited_by=team[0])
            for person, role in zip(team, roles, strict=True)
        ]
    insert_memberships(memberships)
    return {each.base_id: each.user_id for each in memberships if each.role == Role.OWNER}
