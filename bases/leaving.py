"""The end of an account: what becomes of the bases that nobody else administers, and of mine.

Who leaves hands each of them over, to a member who accepts, or puts it in the bin: no base is
left without somebody to administer it, whatever happens at the same time.
"""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.inactivity import in_use
from accounts.models import User
from bases import ownership
from bases.bin import put_in_bin
from bases.memberships import Refusal, locked_team, membership_in
from bases.models import BasePage, BaseSettings, Membership
from bases.teams import ADMINISTERING
from bases.workbench_ends import end_workbench

Role = Membership.Role


def administered_alone(person):
    """Return the bases that `person` is the last to administer, their workbench left out.

    What is in the bin is left out as well: nobody needs it any more.
    """
    return (
        _alone(person).exclude(pk__in=own_workbenches(person)).filter(card__in_bin=False)
    )


def own_workbenches(person):
    """Return the workbenches that `person` is the last to administer."""
    workbenches = BaseSettings.objects.filter(workbench_of=person)
    return _alone(person).filter(pk__in=workbenches.values("base"))


def offer_before_leaving(base, membership_id, *, by):
    """Offer a base to a member, at the wish of the last who administers it; return the offer.

    Where nobody owns the base, who administers it alone does.
    """
    with transaction.atomic():
        team = locked_team(base.pk)
        mine = membership_in(team, by)
        if not administered_alone(by).filter(pk=base.pk).exists():
            raise Http404
        if mine.role != Role.OWNER:
            if any(each.role == Role.OWNER for each in team):
                raise Refusal(
                    _(
                        "The account of who owns this base is closed: write to the team of"
                        " the portal, who will give the base to somebody."
                    )
                )
            mine.role = Role.OWNER
            mine.save(update_fields=["role"])
        return ownership.offer(base, membership_id, by=by)


def delete_account(person, *, to_bin):
    """Delete the account of `person`, or refuse with the reason: all of it happens, or nothing.

    `to_bin`: the ids of the bases that the person puts in the bin, of those that nobody else
    administers.
    """
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person.pk)
        _keep_somebody_for_the_portal(person)
        administered = Membership.objects.filter(user=person, role__in=ADMINISTERING)
        for base_id in administered.order_by("base").values_list("base", flat=True):
            locked_team(base_id)
        _settle_bases(person, to_bin)
        person.delete()


def _settle_bases(person, to_bin):
    left = administered_alone(person).exclude(pk__in=to_bin).order_by("title", "pk")
    if titles := list(left.values_list("title", flat=True)):
        raise Refusal(
            _("Say first what becomes of these bases: %(names)s.")
            % {"names": ", ".join(titles)}
        )
    for workbench in own_workbenches(person).filter(card__in_bin=False):
        end_workbench(workbench, of=person)
    for base in administered_alone(person):
        put_in_bin(base)
    # What nobody administers any more is in the bin, or holds what stays public: the rule that a
    # base keeps an administrator has nothing left to say there.
    Membership.objects.filter(user=person, base__in=_alone(person)).delete()


def _alone(person):
    """Return the bases, in the bin or not, that nobody in use but `person` administers."""
    others = Membership.objects.filter(in_use("user__"), role__in=ADMINISTERING).exclude(
        user=person
    )
    own = Membership.objects.filter(user=person, role__in=ADMINISTERING)
    bases = BasePage.objects.filter(pk__in=own.values("base"))
    return bases.exclude(pk__in=others.values("base"))


def _keep_somebody_for_the_portal(person):
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    if person.is_superuser and not others.exists():
        raise Refusal(
            _("Nobody else administers the portal: give this right to somebody first.")
        )
