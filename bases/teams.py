"""What a person may do in a base: their role there, and what it lets them do."""

from django.contrib.auth import get_user_model
from django.db.models import CharField, OuterRef, Subquery, Value
from django.utils.translation import gettext_lazy as _

from accounts.inactivity import in_use
from bases.models.teams import Membership

Role = Membership.Role
# Who writes and publishes in a base; who also sets, invites, closes, deletes.
CONTRIBUTING = (Role.OWNER, Role.ADMINISTRATOR, Role.CONTRIBUTOR)
ADMINISTERING = Membership.ADMINISTERING
# A role in one word, as screens say it: that somebody owns the base is only a mark.
ROLE_WORDS = {
    Role.OWNER: _("administers"),
    Role.ADMINISTRATOR: _("administers"),
    Role.CONTRIBUTOR: _("contributes"),
    Role.READER: _("reads"),
}
# What administrators give; a base is owned by who accepts it from its owner.
ROLES_GIVEN = (Role.READER, Role.CONTRIBUTOR, Role.ADMINISTRATOR)


def role_of(user, base_id):
    """Return the role of `user` in a base, None for those who are not of its team."""
    if not user.is_authenticated or not user.is_active:
        return None
    return user.memberships.filter(base=base_id).values_list("role", flat=True).first()


def role_with(user, base):
    """Return the expression of the role of `user` in the base that `base` names in a query."""
    if not user.is_authenticated or not user.is_active:
        return Value(None, output_field=CharField(null=True))
    return Subquery(user.memberships.filter(base=OuterRef(base)).values("role")[:1])


def role_on(page, user):
    """Return the role of `user` in the base of `page`, as it was read with the page for them."""
    if hasattr(page, "role_of_reader"):
        return page.role_of_reader
    # The preview of a draft.
    card = getattr(page, "card", None)
    return role_of(user, card and card.base_id)


def contributes_to(user, base_id):
    """Say whether `user` writes in a base; superusers do everywhere."""
    return _may_everything(user) or role_of(user, base_id) in CONTRIBUTING


def administers(user, base_id):
    """Say whether `user` administers a base; superusers do everywhere."""
    return _may_everything(user) or role_of(user, base_id) in ADMINISTERING


def administrators_of(base_id):
    """Return the active people who administer a base; those of the portal where it has none."""
    active = get_user_model().objects.filter(in_use())
    own = active.filter(memberships__base=base_id, memberships__role__in=ADMINISTERING)
    return own.order_by("pk") if own.exists() else active.filter(is_superuser=True)


def name_of(person):
    """Return the name of somebody, or of nobody any more; never their address."""
    return (person and person.get_full_name()) or _("somebody")


def _may_everything(user):
    return user.is_active and user.is_superuser
