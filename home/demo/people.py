"""The people of the demo portal, their groups and their places in bases."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.confirmation import vouch_for_address
from accounts.models import User
from accounts.verification import record_verification
from bases.models import BasePage, Membership
from home.demo.accounts import CONTRIBUTORS, DEMO_PASSWORD, DEMO_PEOPLE
from taxonomy.models import ActorType, Territory

# The base whose fiches the demo contributors write.
THEIR_BASE = "departement-de-la-vaune"
PAGE_RIGHTS = ["add_page", "change_page", "publish_page"]
FILE_RIGHTS = {
    "wagtailimages": ["add_image", "choose_image"],
    "wagtaildocs": ["add_document", "choose_document"],
}


def load_people():
    """Add the demo people that are missing, each with their groups and memberships."""
    _contributors()
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
        charter_accepted_at=timezone.now(),
        charter_version=settings.CHARTER_VERSION,
    )
    person.set_password(DEMO_PASSWORD)
    if given.actor_type_verified:
        record_verification(person, by=None)
    person.save()
    person.groups.add(*Group.objects.filter(name__in=given.groups))
    vouch_for_address(person)
    for slug, role in given.memberships.items():
        base = BasePage.objects.get(slug=slug)
        Membership.objects.create(base=base, user=person, role=role)


def _contributors():
    """Make the group that writes the fiches of one base."""
    group, is_new = Group.objects.get_or_create(name=CONTRIBUTORS)
    if not is_new:
        return
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    base = BasePage.objects.get(slug=THEIR_BASE)
    for codename in PAGE_RIGHTS:
        GroupPagePermission.objects.create(
            group=group, page=base, permission=_permission("wagtailcore", codename)
        )
    for app, codenames in FILE_RIGHTS.items():
        for codename in codenames:
            GroupCollectionPermission.objects.create(
                group=group,
                collection=Collection.get_first_root_node(),
                permission=_permission(app, codename),
            )


def _permission(app, codename):
    return Permission.objects.get(content_type__app_label=app, codename=codename)
