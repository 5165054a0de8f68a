"""What a page asks of its reader, as people: each clause lets in one of several parts."""

from dataclasses import dataclass
from functools import reduce

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from bases import readerships
from bases.models.access import Readership

Kind = Readership.Kind
# Besides the kinds of readerships: whoever signs in, a group of the staff's own, and nobody.
EVERYBODY, STAFF_GROUP, NOBODY = "everybody", "staff_group", "nobody"
# In which order a sentence tells them, the team of the base itself before the others.
ORDER = (*Kind, EVERYBODY, STAFF_GROUP, NOBODY)


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


def deciding(clauses):
    """Leave out the clauses that follow from another one, or from the same told before."""
    kept = []
    for place, clause in enumerate(clauses):
        others = [*kept, *clauses[place + 1 :]]
        if not any(clause.follows_from(other) for other in others):
            kept.append(clause)
    return tuple(kept)


def _among(wider, narrower):
    names = {"wider": wider, "narrower": narrower}
    return _("among %(wider)s, only %(narrower)s") % names
