"""Who reads what asks for a set of clauses: in numbers, and in words."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from bases.access import may_read
from bases.models import Readership, ReadingClause

Needs = ReadingClause.Needs
Kind = Readership.Kind


@dataclass(frozen=True)
class Change:
    """How many people read a page before and after; None stands for everybody."""

    before: int | None
    after: int | None
    gaining: int | None
    losing: int | None


def change_of_readers(before, after):
    """Return the `Change` between two sets of clauses, as `bases.rules.clauses_at` gives them."""
    reading, to_read = people_reading(before), people_reading(after)
    gaining = losing = 0
    if to_read is None:
        gaining = None if reading is not None else 0
    elif reading is None:
        losing = None
    else:
        gaining = to_read.exclude(pk__in=reading.values("pk")).count()
        losing = reading.exclude(pk__in=to_read.values("pk")).count()
    return Change(
        before=None if reading is None else reading.count(),
        after=None if to_read is None else to_read.count(),
        gaining=gaining,
        losing=losing,
    )


def people_reading(clauses):
    """Return the active people who satisfy every one of `clauses`; None where that is everybody."""
    if not clauses:
        return None
    people = get_user_model().objects.filter(is_active=True)
    for needs, group_ids in clauses:
        if needs == Needs.NOTHING_SERVES:
            return people.none()
        if needs == Needs.GROUP:
            in_group = people.model.groups.through.objects.filter(group__in=group_ids)
            people = people.filter(pk__in=in_group.values("user"))
    return people


def named(clauses, *, viewer):
    """Return a sentence for each of `clauses`: who satisfies it, as `viewer` may know."""
    sentences = []
    for needs, group_ids in sorted(clauses):
        if needs == Needs.LOGIN:
            sentences.append(_("everybody with a confirmed account"))
            continue
        readerships = Readership.objects.filter(group__in=group_ids).select_related(
            "base", "actor_type", "territory"
        )
        names = [_name(each, viewer) for each in readerships.order_by("kind", "pk")]
        sentences.append(", ".join(names) or _("the people that staff chose"))
    return sentences


def _name(readership, viewer):
    if readership.kind == Kind.TEAM:
        known = (
            may_read(viewer, readership.base_id)
            or viewer.memberships.filter(base=readership.base_id).exists()
        )
        if known:
            return _("the team of “%(base)s”") % {"base": readership.base.title}
        return _("the team of another base")
    if readership.kind == Kind.ACTOR_TYPE:
        words = {"type": readership.actor_type, "territory": readership.territory}
        if readership.territory:
            return _("verified: %(type)s, %(territory)s") % words
        return _("verified: %(type)s") % words
    if readership.kind == Kind.EMAIL_DOMAIN:
        return _("everybody at @%(domain)s") % {"domain": readership.domain}
    return _("chosen people")
