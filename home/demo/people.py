"""The people of the demo portal, their groups and their places in bases."""

from django.contrib.auth.models import Group

from accounts.charter import accept_charter
from accounts.confirmation import vouch_for_address
from accounts.models import User
from accounts.verification import record_verification
from bases.models import BasePage, BaseSettings, Membership
from home.demo.accounts import DEMO_PASSWORD, DEMO_PEOPLE
from taxonomy.models import ActorType, Territory


def load_people():
    """Add the demo people that are missing, each with their groups and memberships."""
    for given in DEMO_PEOPLE:
        if not User.objects.filter(email=given.email).exists():
            _add(given)


def _add(given):
    person = User(
        email=given.email,
        first_name=given.first_name,
        last_name=given.last_name,
        actor_type=ActorType.objects.filter(name=given.actor_type).first(),
        territory=Territory.objects.filter(code=given.territory).first(),
        is_superuser=given.is_superuser,
    )
    accept_charter(person)
    person.set_password(DEMO_PASSWORD)
    if given.actor_type_verified:
        record_verification(person, by=None)
    person.save()
    person.groups.add(*Group.objects.filter(name__in=given.groups))
    vouch_for_address(person)
    for slug, role in given.memberships.items():
        base = BasePage.objects.get(slug=slug)
        Membership.objects.create(base=base, user=person, role=role)
        if role == Membership.Role.OWNER:
            own = BaseSettings.objects.filter(base=base, workbench_of=None)
            own.filter(purpose=BaseSettings.Purpose.WORKBENCH).update(workbench_of=person)
