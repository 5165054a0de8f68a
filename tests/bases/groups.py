"""People whose group of staff writes in some pages."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission

from tests import factories


def moderator_of(page):
    """Return somebody whose group writes and publishes under `page`; they are in no team."""
    group = Group.objects.create(name=f"modération de {page}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = factories.UserFactory()
    user.groups.add(group)
    return user
