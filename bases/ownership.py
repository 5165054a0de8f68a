"""A base is handed over by its owner to another member, who accepts or not."""

from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from bases.access import shown_now
from bases.memberships import (
    Refusal,
    forget_workbench,
    locked_team,
    member_of,
    membership_in,
)
from bases.models import Membership, OwnershipOffer

Role = Membership.Role


def may_hand_over(user, role):
    """Say whether `user`, who has this role in a base, hands it over: its owner, or a superuser."""
    return role == Role.OWNER or user.is_superuser


def offer_of(base):
    """Return the offer that waits for an answer, None where there is none."""
    offers = OwnershipOffer.objects.filter(base=base)
    return offers.select_related("offered_to", "offered_by").first()


def offers_to(person):
    """Return the offers that wait for the answer of `person`, of bases that open."""
    offers = OwnershipOffer.objects.filter(
        shown_now("base__card__"),
        offered_to=person,
        base__memberships__user=F("offered_to"),
    )
    return offers.select_related("base", "offered_by").order_by("base__title", "pk")


def offer(base, membership_id, *, by):
    """Offer the base to a member; return the offer."""
    with transaction.atomic():
        team = locked_team(base.pk)
        _hide_from_others(team, by)
        membership = member_of(team, membership_id)
        if membership.role == Role.OWNER or not membership.user.is_active:
            raise Http404
        if OwnershipOffer.objects.filter(base=base).exists():
            raise Refusal(
                _("This base is offered to somebody already: withdraw this offer first.")
            )
        return OwnershipOffer.objects.create(
            base=base, offered_to=membership.user, offered_by=by
        )


def accept(base, user):
    """Make `user` the owner to whom the base was offered; who owned it administers it still.

    Return the offer, which is over; None where they own the base already, by a first click.
    """
    with transaction.atomic():
        team = locked_team(base.pk)
        if _owns(team, user) and offer_of(base) is None:
            return None
        offered = _offered_to(base, user)
        if not _hands_over(team, offered.offered_by):
            raise Refusal(_("Who offered this base owns it no longer: nothing changes."))
        for membership in team:
            if membership.role == Role.OWNER:
                _give(membership, Role.ADMINISTRATOR)
                forget_workbench(base.pk, membership.user_id)
        _give(membership_in(team, user), Role.OWNER)
        offered.delete()
    return offered


def refuse(base, user):
    """End the offer that was made to `user`, and return it."""
    with transaction.atomic():
        locked_team(base.pk)
        offered = _offered_to(base, user)
        offered.delete()
    return offered


def withdraw(base, *, by):
    """End the offer of the base, at the wish of its owner, and return it."""
    with transaction.atomic():
        _hide_from_others(locked_team(base.pk), by)
        offered = offer_of(base)
        if offered is None:
            raise Http404
        offered.delete()
    return offered


def _offered_to(base, user):
    offered = offer_of(base)
    if offered is None or offered.offered_to_id != user.pk:
        raise Http404
    return offered


def _owns(team, person):
    return any(each.user_id == person.pk and each.role == Role.OWNER for each in team)


def _hands_over(team, person):
    if person is None:
        return False
    roles = {each.user_id: each.role for each in team}
    return may_hand_over(person, roles.get(person.pk))


def _hide_from_others(team, person):
    if not _hands_over(team, person):
        raise Http404


def _give(membership, role):
    membership.role = role
    membership.save(update_fields=["role"])
