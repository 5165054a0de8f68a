"""The editorial team: who may write what the front page features."""

from django.contrib.auth.models import Group, Permission

GROUP = "Rédaction"
PERMISSIONS = [
    ("wagtailadmin", ["access_admin"]),
    ("home", ["add_selection", "change_selection", "delete_selection", "view_selection"]),
]


def editorial_group():
    """Return the group of the editorial team, with the rights of its work and no other."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    for app, codenames in PERMISSIONS:
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label=app, codename__in=codenames
            )
        )
    return group
