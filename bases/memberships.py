"""Who joins, changes and leaves the team of a base, which never loses its last administrator.

Each change locks the rows of the team first: of two administrators who demote each other at the
same moment, the second sees what the first did.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.confirmation import confirmed_addresses_of
from accounts.inactivity import is_in_use
from bases.models import BaseSettings, Invitation, JoinRequest, Membership, OwnershipOffer

Role = Membership.Role


class Refusal(Exception):
    """Something that the rules of teams refuse; its text tells the person why."""


def locked_team(base_id, *, administered_by=None):
    """Return the memberships of a base, which nobody else changes until the transaction ends.

    With `administered_by`, refuse a person who does not administer the base, or no longer does.
    """
    rows = Membership.objects.filter(base=base_id).select_related("user__activity")
    team = list(rows.order_by("pk").select_for_update(of=["self"]))
    if administered_by is not None and not administered_by.is_superuser:
        roles = {each.user_id: each for each in team}
        membership = roles.get(administered_by.pk)
        if membership is None or not membership.administers:
            raise PermissionDenied
    return team


def join(base, user, *, role, invited_by):
    """Make `user` a member, unless they are one already; return their membership.

    It answers what they asked and what they were offered besides.
    """
    with transaction.atomic():
        membership, _made = Membership.objects.get_or_create(
            base=base, user=user, defaults={"role": role, "invited_by": invited_by}
        )
        settled = {"state": "accepted", "answered_at": timezone.now()}
        asked = JoinRequest.objects.filter(base=base, user=user, state="pending")
        asked.update(**settled, answered_by=invited_by)
        offered = Invitation.objects.filter(base=base, state="pending")
        offered.filter(email__in=confirmed_addresses_of(user)).update(**settled)
    return membership


def change_role(base, membership_id, *, role, by):
    """Give a member another role; return their membership."""
    with transaction.atomic():
        team = locked_team(base.pk, administered_by=by)
        membership = member_of(team, membership_id)
        _leave_the_owner_alone(membership, by=by)
        if role not in Membership.ADMINISTERING:
            _keep_an_administrator(team, without=membership)
        _forget_offers(membership)
        membership.role = role
        membership.save(update_fields=["role"])
    return membership


def remove(base, membership_id, *, by):
    """Take a member out of the team, and touch nothing else of theirs; return who they were."""
    with transaction.atomic():
        team = locked_team(base.pk, administered_by=by)
        membership = member_of(team, membership_id)
        _leave_the_owner_alone(membership, by=by)
        _drop(team, membership)
    return membership


def leave(base, user):
    """Take `user` out of the team, at their own wish; return who they were."""
    with transaction.atomic():
        team = locked_team(base.pk)
        membership = membership_in(team, user)
        if membership.role == Role.OWNER:
            raise Refusal(
                _("You own this base: hand it over to somebody before you leave.")
            )
        _drop(team, membership)
    return membership


def member_of(team, membership_id):
    """Return the membership of this id, among those of a team; a 404 where it is not one."""
    for membership in team:
        if membership.pk == membership_id:
            return membership
    raise Http404


def membership_in(team, user):
    """Return the membership of `user`, among those of a team; a 404 where they have none."""
    for membership in team:
        if membership.user_id == user.pk:
            return membership
    raise Http404


def forget_workbench(base_id, user_id):
    """Let a base be the workbench of this person no longer, so that they may have another."""
    own = BaseSettings.objects.filter(base=base_id, workbench_of=user_id)
    own.update(workbench_of=None)


def _drop(team, membership):
    _keep_an_administrator(team, without=membership)
    _forget_offers(membership)
    membership.delete()


def _leave_the_owner_alone(membership, *, by):
    if membership.role == Role.OWNER and not by.is_superuser:
        raise Refusal(
            _("This person owns the base: they hand it over before anything changes.")
        )


def _keep_an_administrator(team, *, without):
    others = (each for each in team if each != without and is_in_use(each.user))
    if without.administers and not any(each.administers for each in others):
        raise Refusal(
            _(
                "This base would have nobody left to administer it: give this role to"
                " somebody else first."
            )
        )


def _forget_offers(membership):
    """Drop the offer of the base that this person made or received: it holds no longer.

    Neither is it their workbench any more.
    """
    forget_workbench(membership.base_id, membership.user_id)
    person = Q(offered_to=membership.user_id) | Q(offered_by=membership.user_id)
    OwnershipOffer.objects.filter(person, base=membership.base_id).delete()
