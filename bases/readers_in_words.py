"""Who may read a page, in words: the parts of its rule, told to somebody who reads it."""

from dataclasses import dataclass, replace
from functools import reduce

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bases import readerships
from bases.access import visible_to
from bases.models.access import NamedAddress, Readership, ReadingClause
from bases.models.cards import Card
from bases.models.teams import Membership
from bases.teams import administers

Kind = Readership.Kind
# Besides the kinds of readerships: whoever signs in, a group of the staff's own, and nobody.
EVERYBODY, STAFF_GROUP, NOBODY = "everybody", "staff_group", "nobody"


@dataclass(frozen=True)
class Part:
    """People that a clause lets in: their `kind`, and `words` for a sentence.

    They are the members of a group, or, where nothing is written yet, of a readership that is
    not saved. `names` are filled for those entitled to them, `addresses` counts those named.
    """

    kind: str
    words: str
    group_id: int | None = None
    base_id: int | None = None
    addresses: int = 0
    names: tuple = ()
    readership: Readership | None = None

    @property
    def key(self):
        """What tells these people from others, whether they have a group yet or not."""
        same = self.readership
        if same is None or self.kind == Kind.PEOPLE:
            return (self.kind, self.group_id, self.names)
        return (
            self.kind,
            same.base_id,
            same.actor_type_id,
            same.territory_id,
            same.domain,
        )

    def people(self):
        """Return the ids of the people, as a query."""
        if self.kind == EVERYBODY:
            return readerships.everybody().values("pk")
        if self.group_id:
            members = Group.user_set.through.objects.filter(group=self.group_id)
            return members.values("user")
        return readerships.people_of(self.readership).values("pk")


@dataclass(frozen=True)
class Clause:
    """One thing that a page asks of its reader: to be of one of these parts."""

    parts: tuple

    @property
    def words(self):
        """The parts in a sentence: “the team and everybody at @ain.fr”."""
        return get_text_list([part.words for part in self.parts], _("and"))

    def follows_from(self, other):
        """Say whether whoever meets `other` meets this clause too."""
        if self.parts[0].kind == EVERYBODY:
            return True
        return {part.key for part in other.parts} <= {part.key for part in self.parts}


@dataclass(frozen=True)
class Readers:
    """Who may read a page: those who meet every clause; everyone, where there are none."""

    clauses: tuple = ()

    @property
    def are_everyone(self):
        """Whether people who have no account read it as well."""
        return not self.clauses

    @property
    def words(self):
        """The readers in a sentence: “everyone”, “the team”, “among the team, only …”."""
        if self.are_everyone:
            return _("everyone")
        return reduce(_among, [clause.words for clause in self.clauses])

    @property
    def addresses(self):
        """How many e-mail addresses are named, whether they have an account or not."""
        return sum(part.addresses for clause in self.clauses for part in clause.parts)

    def people(self):
        """Return the active people who are sure to read it: without those named by address.

        Counting these would tell whether an address has an account.
        """
        people = get_user_model().objects.filter(is_active=True)
        for clause in self.clauses:
            one_of = Q(pk__in=[])
            for part in clause.parts:
                if part.kind not in {Kind.PEOPLE, NOBODY}:
                    one_of |= Q(pk__in=part.people())
            people = people.filter(one_of)
        return people


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
    return tuple(Clause(tuple(parts)) for parts in found.values())


def deciding(clauses):
    """Leave out the clauses that follow from another one, or from the same told before."""
    kept = []
    for place, clause in enumerate(clauses):
        others = [*kept, *clauses[place + 1 :]]
        if not any(clause.follows_from(other) for other in others):
            kept.append(clause)
    return tuple(kept)


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


def _among(wider, narrower):
    names = {"wider": wider, "narrower": narrower}
    return _("among %(wider)s, only %(narrower)s") % names
