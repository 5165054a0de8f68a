"""People of the portal's team, by what they may do."""

from django.db.models import Q

from accounts.inactivity import in_use
from accounts.models import User


def people_who_may(permission):
    """Return the active people who were given a permission, as `app.codename`, but superusers."""
    app, codename = permission.split(".")
    given = Q()
    for path in ("groups__permissions", "user_permissions"):
        given |= Q(
            **{f"{path}__content_type__app_label": app, f"{path}__codename": codename}
        )
    people = User.objects.filter(in_use(), given, is_superuser=False)
    return people.distinct().order_by("pk")


def superusers():
    """Return the active people who may do everything."""
    return User.objects.filter(in_use(), is_superuser=True).order_by("pk")
