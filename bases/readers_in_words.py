"""Who may read a page, in words: the parts of its rule, told to somebody who reads it."""

from dataclasses import dataclass, replace
from functools import reduce

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """People that a clause lets in: their `kind`, `words` for a sentence, the group they are.

    `names` are filled for those entitled to them, `addresses` counts those that are named.
    """

    kind: str
    words: str
    group_id: int | None = None
    base_id: int | None = None
    addresses: int = 0
    names: tuple = ()


@dataclass(frozen=True)
class Clause:
    """One thing that a page asks of its reader: to be of one of these parts."""

    parts: tuple

    @property
    def words(self):
        """The parts in a sentence: “the team and everybody at @ain.fr”."""
        return get_text_list([part.words for part in self.parts], _("and"))

    @property
    def group_ids(self):
        """The groups of the parts; none where whoever signs in reads."""
        return {part.group_id for part in self.parts if part.group_id}

    def follows_from(self, other):
        """Say whether whoever meets `other` meets this clause too."""
        if self.parts[0].kind == EVERYBODY:
            return True
        return bool(other.group_ids) and other.group_ids <= self.group_ids


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
            if clause.parts[0].kind == EVERYBODY:
                confirmed = EmailAddress.objects.filter(
                    user=OuterRef("pk"), verified=True
                )
                people = people.filter(Exists(confirmed))
            else:
                groups = {
                    part.group_id for part in clause.parts if part.kind != Kind.PEOPLE
                }
                people = people.filter(pk__in=_members_of(groups))
        return people


def readers_of(page, *, viewer, names=False):
    """Return the `Readers` of `page`, in the words that `viewer` may be told; one query.

    Clauses that follow from another are left out: what stays is what decides. With `names`,
    and one or two queries more, parts name their people to who administers the base.
    """
    card = page.card
    found = {}
    for row in _rows(card.rule_id, viewer) if card.rule_id else ():
        found.setdefault(row["clause"], []).append(_part(row, page_base_id=card.base_id))
    clauses = [Clause(tuple(parts)) for parts in found.values()]
    clauses = tuple(_deciding(clauses))
    if names and card.base_id and administers(viewer, card.base_id):
        clauses = _with_names(clauses, base_id=card.base_id)
    return Readers(clauses)


def _rows(rule_id, viewer):
    """Return a row for each group of each clause, one for a clause without groups."""
    of = "clause_groups__group__readership"
    addresses = NamedAddress.objects.filter(readership=OuterRef(of)).order_by()
    nameable = Card.objects.filter(page=OuterRef(f"{of}__base"))
    rows = ReadingClause.objects.filter(rule=rule_id).order_by("pk", "clause_groups__pk")
    return rows.values(
        "needs",
        clause=F("pk"),
        group=F("clause_groups__group"),
        kind=F(f"{of}__kind"),
        base=F(f"{of}__base"),
        base_title=F(f"{of}__base__title"),
        actor_type=F(f"{of}__actor_type__name"),
        territory=F(f"{of}__territory__name"),
        domain=F(f"{of}__domain"),
        base_may_be_named=Exists(visible_to(viewer, among=nameable)),
        addresses=Subquery(
            addresses.values("readership").annotate(count=Count("pk")).values("count")
        ),
    )


def _part(row, *, page_base_id):
    kind, addresses = row["kind"], 0
    if kind == Kind.TEAM:
        words = _team_in_words(row, is_own=row["base"] == page_base_id)
    elif kind == Kind.ACTOR_TYPE:
        words = actor_type_in_words(row["actor_type"], row["territory"])
    elif kind == Kind.EMAIL_DOMAIN:
        words = _("everybody at @%(domain)s") % row
    elif kind == Kind.PEOPLE:
        addresses = row["addresses"] or 0
        words = addresses_in_words(addresses)
    elif row["needs"] == ReadingClause.Needs.LOGIN:
        kind, words = EVERYBODY, _("everybody who has an account")
    elif row["group"]:
        kind, words = STAFF_GROUP, _("a group of the staff of the portal")
    else:
        kind, words = NOBODY, _("nobody, as the staff of the portal decided")
    return Part(kind, words, row["group"], row["base"], addresses)


def _team_in_words(row, *, is_own):
    if is_own:
        return _("the team")
    if row["base_may_be_named"]:
        return _("the team of the base “%(base_title)s”") % row
    return _("the team of another base")


def actor_type_in_words(actor_type, territory):
    """Return the words for the verified people of a type, in a territory if there is one."""
    names = {"type": actor_type, "territory": territory}
    if territory:
        return _("the verified people of the type “%(type)s” (%(territory)s)") % names
    return _("the verified people of the type “%(type)s”") % names


def addresses_in_words(count):
    """Return the words for people who are named by so many e-mail addresses."""
    return ngettext(
        "%(count)s person named by address", "%(count)s people named by address", count
    ) % {"count": count}


def _deciding(clauses):
    """Leave out the clauses that follow from another one, or from the same told before."""
    kept = []
    for place, clause in enumerate(clauses):
        others = [*kept, *clauses[place + 1 :]]
        if not any(clause.follows_from(other) for other in others):
            kept.append(clause)
    return kept


def _with_names(clauses, *, base_id):
    """Return the clauses whose parts name the members of this base, and the addresses."""
    groups = set().union(*(clause.group_ids for clause in clauses))
    members = [
        membership.user.get_full_name()
        for membership in Membership.objects.filter(base=base_id).select_related("user")
    ]
    addresses = {}
    named = NamedAddress.objects.filter(readership__group__in=groups)
    for group_id, email in named.values_list("readership__group", "email"):
        addresses.setdefault(group_id, []).append(email)

    def names_of(part):
        is_own = part.kind == Kind.TEAM and part.base_id == base_id
        return tuple(members if is_own else addresses.get(part.group_id, ()))

    return tuple(
        Clause(tuple(replace(part, names=names_of(part)) for part in clause.parts))
        for clause in clauses
    )


def _members_of(group_ids):
    return Group.user_set.through.objects.filter(group__in=group_ids).values("user")


def _among(wider, narrower):
    return _("among %(wider)s, only %(narrower)s") % {
        "wider": wider,
        "narrower": narrower,
    }
