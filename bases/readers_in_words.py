"""Who may read a page, in words: the parts of its rule, told to somebody who reads it."""

from dataclasses import replace

from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bases.access import visible_to
from bases.addresses import readers_screen_of
from bases.clauses import (
    EVERYBODY,
    NOBODY,
    ORDER,
    STAFF_GROUP,
    Clause,
    Part,
    Readers,
    deciding,
)
from bases.models.access import NamedAddress, Readership, ReadingClause
from bases.models.cards import Card
from bases.models.teams import Membership
from bases.teams import ADMINISTERING, CONTRIBUTING, administers

Kind = Readership.Kind


def readers_of(page, *, viewer, names=False):
    """Return the `Readers` of `page`, in the words that `viewer` may be told; one query.

    Clauses that follow from another are left out: what stays is what decides. With `names`,
    and one or two queries more, parts name their people to who administers the base.
    """
    card = page.card
    asked = ReadingClause.objects.filter(rule=card.rule_id) if card.rule_id else None
    clauses = clauses_in_words(asked, viewer=viewer, base_id=card.base_id)
    if names and card.base_id and administers(viewer, card.base_id):
        clauses = _with_names(clauses, base_id=card.base_id)
    return Readers(deciding(clauses))


def readers_told(page, *, user, role):
    """Return `{words, url}`, who reads `page` and where it is changed, for its base's members.

    `role` is that of `user` there; None for those who have none, and for a preview of what was
    never saved. No `url` for members who do not change it.
    """
    card = getattr(page, "card", None)
    if role is None or card is None:
        return None
    changing = ADMINISTERING if card.kind == Card.Kind.BASE else CONTRIBUTING
    return {
        "words": readers_of(page, viewer=user).words,
        "url": readers_screen_of(page) if role in changing else "",
    }


def count_in_words(readers):
    """Return how many people these readers are, in a sentence."""
    if readers.are_everyone:
        return _("That makes everyone, with or without an account.")
    count = readers.people().count()
    told = ngettext(
        "That makes %(count)s person.", "That makes %(count)s people.", count
    ) % {"count": count}
    if addresses := readers.addresses:
        named = ngettext(
            "%(count)s person named by address adds to them, once the address is confirmed.",
            "%(count)s people named by address add to them, once the address is confirmed.",
            addresses,
        ) % {"count": addresses}
        told = f"{told} {named}"
    return told


def clauses_in_words(asked, *, viewer, base_id):
    """Return the `Clause` of each of `asked`, clauses of a rule or restrictions; one query.

    `base_id`: of the base whose team is told as “the team”.
    """
    found = {}
    for row in _rows(asked, viewer) if asked is not None else ():
        part = _part_of_row(row, page_base_id=base_id)
        found.setdefault(row["clause"], []).append(part)
    for parts in found.values():
        parts.sort(key=lambda part: (ORDER.index(part.kind), part.base_id != base_id))
    return tuple(Clause(tuple(parts)) for parts in found.values())


def part_of(readership, *, page_base_id, **told):
    """Return the part that a readership is; `told` names what it points to.

    `base_title` (None where it is not to be named), `actor_type`, `territory`, `addresses`.
    """
    kind, addresses = readership.kind, told.get("addresses") or 0
    if kind == Kind.TEAM:
        is_own = readership.base_id == page_base_id
        words = _("the team") if is_own else _team_in_words(told["base_title"])
    elif kind == Kind.ACTOR_TYPE:
        words = _actor_type_in_words(told["actor_type"], told["territory"])
    elif kind == Kind.EMAIL_DOMAIN:
        words = _("everybody at @%(domain)s") % {"domain": readership.domain}
    else:
        words = ngettext(
            "%(count)s person named by address",
            "%(count)s people named by address",
            addresses,
        ) % {"count": addresses}
    return Part(
        kind,
        words,
        group_id=readership.group_id,
        base_id=readership.base_id,
        addresses=addresses if kind == Kind.PEOPLE else 0,
        readership=readership,
    )


def everybody_part():
    """Return the part of whoever signs in."""
    return Part(EVERYBODY, _("everybody who has an account"))


def _rows(asked, viewer):
    """Return a row for each group of each clause or restriction, one for those without."""
    is_rule = asked.model is ReadingClause
    to_group = "clause_groups__group" if is_rule else "groups"
    of = f"{to_group}__readership"
    addresses = NamedAddress.objects.filter(readership=OuterRef(of)).order_by()
    nameable = Card.objects.filter(page=OuterRef(f"{of}__base"))
    return asked.order_by("pk", to_group).values(
        clause=F("pk"),
        asks=F("needs" if is_rule else "restriction_type"),
        group=F(to_group),
        kind=F(f"{of}__kind"),
        base=F(f"{of}__base"),
        base_title=F(f"{of}__base__title"),
        actor_type=F(f"{of}__actor_type"),
        actor_type_name=F(f"{of}__actor_type__name"),
        territory=F(f"{of}__territory"),
        territory_name=F(f"{of}__territory__name"),
        domain=F(f"{of}__domain"),
        base_may_be_named=Exists(visible_to(viewer, among=nameable)),
        addresses=Subquery(
            addresses.values("readership").annotate(count=Count("pk")).values("count")
        ),
    )


def _part_of_row(row, *, page_base_id):
    if row["kind"]:
        readership = Readership(
            kind=row["kind"],
            group_id=row["group"],
            base_id=row["base"],
            actor_type_id=row["actor_type"],
            territory_id=row["territory"],
            domain=row["domain"],
        )
        return part_of(
            readership,
            page_base_id=page_base_id,
            base_title=row["base_title"] if row["base_may_be_named"] else None,
            actor_type=row["actor_type_name"],
            territory=row["territory_name"],
            addresses=row["addresses"],
        )
    if row["asks"] == ReadingClause.Needs.LOGIN:
        return everybody_part()
    if row["group"]:
        words = _("a group of the staff of the portal")
        return Part(STAFF_GROUP, words, group_id=row["group"])
    return Part(NOBODY, _("nobody, as the staff of the portal decided"))


def _team_in_words(base_title):
    if base_title is None:
        return _("the team of another base")
    return _("the team of the base “%(base_title)s”") % {"base_title": base_title}


def _actor_type_in_words(actor_type, territory):
    names = {"type": actor_type, "territory": territory}
    if territory:
        return _("the verified people of the type “%(type)s” (%(territory)s)") % names
    return _("the verified people of the type “%(type)s”") % names


def _with_names(clauses, *, base_id):
    """Return the clauses whose parts name the members of this base, and the addresses."""
    groups = {part.group_id for clause in clauses for part in clause.parts}
    members = [
        membership.user.get_full_name()
        for membership in Membership.objects.filter(base=base_id).select_related("user")
    ]
    addresses = {}
    named = NamedAddress.objects.filter(readership__group__in=groups - {None})
    for group_id, email in named.values_list("readership__group", "email"):
        addresses.setdefault(group_id, []).append(email)

    def names_of(part):
        is_own = part.kind == Kind.TEAM and part.base_id == base_id
        return tuple(members if is_own else addresses.get(part.group_id, ()))

    return tuple(
        Clause(tuple(replace(part, names=names_of(part)) for part in clause.parts))
        for clause in clauses
    )
