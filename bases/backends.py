"""Who enters the admin without a group: those who write in a base."""

from django.contrib.auth.backends import BaseBackend

from bases.policies.standing import places_of

ENTER = "wagtailadmin.access_admin"


class MembershipBackend(BaseBackend):
    """Opens the admin to those who write in a base; signs nobody in."""

    def has_perm(self, user_obj, perm, obj=None):
        return perm == ENTER and bool(places_of(user_obj))
