"""Who comes to the admin, in the tests of what they meet there."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.models import User
from bases.models import BaseIndexPage, Membership
from tests import factories

PAGE_RIGHTS = ["add", "change", "publish", "lock", "unlock", "bulk_delete"]
FILE_RIGHTS = {"wagtailimages": "image", "wagtaildocs": "document"}


def member(base, role):
    """Return somebody who has this role in `base`."""
    return factories.MembershipFactory(base=base, role=role).user


def contributor(base):
    """Return somebody who writes in `base`."""
    return member(base, Membership.Role.CONTRIBUTOR)


def moderator():
    """Return somebody whose group handles all that is under /bases/, and all files."""
    group, _created = Group.objects.get_or_create(name="Modération")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in PAGE_RIGHTS:
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=BaseIndexPage.objects.get().page_ptr,
            permission=Permission.objects.get(codename=f"{right}_page"),
        )
    for app, model in FILE_RIGHTS.items():
        for right in ("add", "change", "choose"):
            GroupCollectionPermission.objects.get_or_create(
                group=group,
                collection=Collection.get_first_root_node(),
                permission=Permission.objects.get(
                    content_type__app_label=app, codename=f"{right}_{model}"
                ),
            )
    person = factories.UserFactory()
    person.groups.add(group)
    return person


def at_next_request(person):
    """Return `person` as the next request loads them: nothing of this one is kept."""
    return User.objects.get(pk=person.pk)
