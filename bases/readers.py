"""The answer to “Who may read?”: read from a page, told in words, written on it."""

import hashlib
from dataclasses import dataclass, replace

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction

from bases import readerships, visibility
from bases.access import visible_to
from bases.clauses import Clause, Readers, deciding
from bases.models.access import BaseSettings, NamedAddress, Readership
from bases.models.cards import Card
from bases.readers_in_words import clauses_in_words, everybody_part, part_of

Kind = Readership.Kind
# What the screen of a base asks besides who reads it.
TOLD_WITH_READERS = ("default_readership", "shown_when_closed", "closed_sentence")


class Who(models.TextChoices):
    """The four sentences, the same for a base, a fiche and a collection."""

    EVERYONE = "everyone", _("Everyone")
    BASE = "base", _("The readers of the base")
    TEAM = "team", _("The team")
    TEAM_AND = "team_and", _("The team and…")


@dataclass(frozen=True)
class Answer:
    """Who may read, as an administrator says it.

    `types`: pairs of an actor type and a territory, or None; `teams`: ids of bases. `who` is
    empty where what is set is none of the four sentences. `lifts_staff`: whether what staff set
    another way goes as well.
    """

    who: str = ""
    everybody: bool = False
    types: tuple = ()
    domains: tuple = ()
    teams: tuple = ()
    addresses: tuple = ()
    lifts_staff: bool = False

    @property
    def adds(self):
        """Whether anybody reads besides the team."""
        return bool(
            self.everybody or self.types or self.domains or self.teams or self.addresses
        )

    @property
    def opens(self):
        """Whether the page asks for nothing of its own."""
        return self.who in {Who.EVERYONE, Who.BASE}


def answer_of(page):
    """Return what our screens set on `page` itself; staff's own restrictions are not in it."""
    ours = visibility.set_by_us(page)
    if not ours:
        return Answer(who=_who_where_nothing_is_set(page))
    answer = _answer_in(ours, own_base=page.card.base_id)
    if len(ours) > 1 or not _holds_own_team(ours[0], page.card.base_id):
        return answer
    return replace(answer, who=Who.TEAM_AND if answer.adds else Who.TEAM)


def readers_after(page, answer, *, viewer):
    """Return the `Readers` that `page` would have with this answer, told to `viewer`."""
    base_id = page.card.base_id
    replaced = visibility.set_by_us(page)
    if answer.lifts_staff:
        replaced += visibility.set_otherwise(page)
    kept = page.get_view_restrictions().exclude(pk__in=[each.pk for each in replaced])
    clauses = clauses_in_words(kept, viewer=viewer, base_id=base_id)
    if not answer.opens:
        clauses += (_clause_of(answer, base_id=base_id, viewer=viewer),)
    return Readers(deciding(clauses))


def write_answer(page, answer, *, by):
    """Make `page` read as the answer says, from the next request on; `by` is noted."""
    base_id = page.card.base_id
    with transaction.atomic():
        if answer.lifts_staff:
            visibility.lift_what_staff_set(page, by=by)
        if answer.opens:
            visibility.open_to_all(page, by=by)
        elif answer.everybody:
            visibility.restrict_to_accounts(page, by=by)
        else:
            visibility.restrict_to(page, _written(page, answer, base_id), by=by)


def state_of(page):
    """Return a word that changes with what is set on `page`, and with nothing else."""
    restrictions = page.view_restrictions.order_by("pk", "groups")
    held = list(restrictions.values_list("pk", "restriction_type", "groups"))
    settings = BaseSettings.objects.filter(base=page.pk)
    told = list(settings.values_list(*TOLD_WITH_READERS))
    return hashlib.sha256(repr([held, told]).encode()).hexdigest()[:16]


def _who_where_nothing_is_set(page):
    is_base = page.card.kind == Card.Kind.BASE
    if is_base or not Card.objects.filter(pk=page.card.base_id, rule__isnull=False):
        return Who.EVERYONE
    return Who.BASE


def _holds_own_team(restriction, base_id):
    if restriction.restriction_type == PageViewRestriction.LOGIN:
        return True
    readers = [group.readership for group in restriction.groups.all()]
    return any(each.kind == Kind.TEAM and each.base_id == base_id for each in readers)


def _answer_in(restrictions, *, own_base):
    """Return the answer that these restrictions hold, without saying which sentence it is."""
    readers = Readership.objects.filter(group__pageviewrestriction__in=restrictions)
    readers = list(readers.select_related("actor_type", "territory").distinct())

    def values(kind, of):
        return tuple(of(each) for each in readers if each.kind == kind)

    kinds = {restriction.restriction_type for restriction in restrictions}
    named = NamedAddress.objects.filter(readership__in=readers)
    teams = values(Kind.TEAM, lambda each: each.base_id)
    return Answer(
        everybody=PageViewRestriction.LOGIN in kinds,
        types=values(Kind.ACTOR_TYPE, lambda each: (each.actor_type, each.territory)),
        domains=values(Kind.EMAIL_DOMAIN, lambda each: each.domain),
        teams=tuple(base_id for base_id in teams if base_id != own_base),
        addresses=tuple(named.values_list("email", flat=True)),
    )


def _clause_of(answer, *, base_id, viewer):
    if answer.everybody:
        return Clause((everybody_part(),))
    bases = Card.objects.filter(page__in=answer.teams)
    titles = dict(visible_to(viewer, among=bases).values_list("page_id", "title"))
    parts = [_team(base_id, base_id)]
    parts += [_team(each, base_id, title=titles.get(each)) for each in answer.teams]
    for actor_type, territory in answer.types:
        readership = Readership(
            kind=Kind.ACTOR_TYPE, actor_type=actor_type, territory=territory
        )
        names = {"actor_type": actor_type.name, "territory": territory and territory.name}
        parts.append(part_of(readership, page_base_id=base_id, **names))
    for domain in answer.domains:
        readership = Readership(kind=Kind.EMAIL_DOMAIN, domain=domain)
        parts.append(part_of(readership, page_base_id=base_id))
    if answer.addresses:
        people = Readership(kind=Kind.PEOPLE, base_id=base_id)
        count = len(answer.addresses)
        parts.append(part_of(people, page_base_id=base_id, addresses=count))
    return Clause(tuple(parts))


def _team(of, base_id, title=None):
    readership = Readership(kind=Kind.TEAM, base_id=of)
    return part_of(readership, page_base_id=base_id, base_title=title)


def _written(page, answer, base_id):
    """Return the readerships of the answer, written."""
    readers = [readerships.team_of(each) for each in (base_id, *answer.teams)]
    readers += [readerships.verified(*each) for each in answer.types]
    readers += [readerships.at_domain(domain) for domain in answer.domains]
    if answer.addresses:
        # Those who are named already stay: what names them does not change for the same people.
        if set(answer.addresses) == set(answer_of(page).addresses):
            named = page.view_restrictions.values("groups")
            readers += Readership.objects.filter(kind=Kind.PEOPLE, group__in=named)
        else:
            readers.append(readerships.named_people(base_id, answer.addresses))
    return readers
