"""What a person may do in a base: their role there, and what it lets them do."""

from django.utils.translation import gettext_lazy as _

from bases.models.teams import Membership

Role = Membership.Role
# Who writes and publishes in a base; who also sets, invites, closes, deletes.
CONTRIBUTING = (Role.OWNER, Role.ADMINISTRATOR, Role.CONTRIBUTOR)
ADMINISTERING = (Role.OWNER, Role.ADMINISTRATOR)
# A role in one word, as screens say it: that somebody owns the base is only a mark.
ROLE_WORDS = {
    Role.OWNER: _("administers"),
    Role.ADMINISTRATOR: _("administers"),
    Role.CONTRIBUTOR: _("contributes"),
    Role.READER: _("reads"),
}


def role_of(user, base_id):
    """Return the role of `user` in a base, None for those who are not of its team."""
    if not user.is_authenticated or not user.is_active:
        return None
    return user.memberships.filter(base=base_id).values_list("role", flat=True).first()


def contributes_to(user, base_id):
    """Say whether `user` writes in a base; superusers do everywhere."""
    return _may_everything(user) or role_of(user, base_id) in CONTRIBUTING


def administers(user, base_id):
    """Say whether `user` administers a base; superusers do everywhere."""
    return _may_everything(user) or role_of(user, base_id) in ADMINISTERING


def _may_everything(user):
    return user.is_active and user.is_superuser
