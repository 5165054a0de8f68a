"""The rule of a page in one sentence: who it lets in, in numbers, and what decides so."""

from dataclasses import replace

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bases.models.access import Readership
from bases.models.teams import Membership
from bases.readers_in_words import NOBODY, Clause, Part, Readers
from bases.visibility import Visibility, visibility_by
from taxonomy.models import ActorType

Kind = Readership.Kind
REASONS = {
    Visibility.PUBLIC: gettext_lazy("the base is public"),
    Visibility.PRIVATE: gettext_lazy("the base is private"),
    Visibility.RESTRICTED: gettext_lazy("the base is in restricted access"),
}


def rule_in_words(base, readers, of_base):
    """Return “Visible by …, because …” for a page that `readers` read.

    `base`: the card of its base, None where it is in none; `of_base`: who reads that base.
    """
    names = {"reason": _reason(base, readers, of_base)}
    if readers.are_everyone:
        sentence = _(
            "Visible by everyone, with or without an account, because %(reason)s."
        )
        return sentence % names
    if _let_in_nobody(readers):
        return _("Visible by nobody: the staff of the portal closed it so.")
    # What the base asks for comes first, then what the page adds.
    asked = {clause.words for clause in of_base.clauses}
    clauses = sorted(readers.clauses, key=lambda clause: clause.words not in asked)
    *wider, narrower = [_in_numbers(clause, base) for clause in clauses]
    names["readers"] = narrower.words
    if not wider:
        return _("Visible by %(readers)s, because %(reason)s.") % names
    names["wider"] = Readers(wider).words
    sentence = _("Visible, among %(wider)s, only by %(readers)s, because %(reason)s.")
    return sentence % names


def is_team_of(part, base):
    """Say whether these people are the team of a base."""
    return part.kind == Kind.TEAM and part.base_id == base.page_id


def members_of(base):
    """Return the active members of a base, by name."""
    members = Membership.objects.filter(base=base.page_id, user__is_active=True)
    return members.order_by("user__last_name", "user__first_name", "pk")


def _reason(base, readers, of_base):
    """Return what decides: the page itself, its base, or what stands above both."""
    if base is not None:
        if readers.words != of_base.words:
            return _("this page is kept for fewer people than its base")
        teams_only = base.rule_id and base.rule.teams_only
        return REASONS[visibility_by(base.rule_id, teams_only=teams_only)]
    if readers.are_everyone:
        return _("nothing closes this page")
    return _("the staff of the portal closed it")


def _let_in_nobody(readers):
    return any(part.kind == NOBODY for clause in readers.clauses for part in clause.parts)


def _in_numbers(clause, base):
    """Return a clause that tells the team of the base by its number, first, and types together."""
    teams = [part for part in clause.parts if base is not None and is_team_of(part, base)]
    types = [part for part in clause.parts if _is_type_anywhere(part)]
    told = {*map(id, teams), *map(id, types if len(types) > 1 else [])}
    others = [part for part in clause.parts if id(part) not in told]
    parts = [replace(part, words=_team_in_words(base)) for part in teams]
    if len(types) > 1:
        parts.append(Part(Kind.ACTOR_TYPE, _types_in_words(types)))
    return Clause((*parts, *others))


def _is_type_anywhere(part):
    return part.kind == Kind.ACTOR_TYPE and part.readership.territory_id is None


def _team_in_words(base):
    names = {"base": base.title, "count": members_of(base).count()}
    if not names["count"]:
        return _("the team of the base “%(base)s”, where nobody is yet") % names
    words = ngettext(
        "the only member of the base “%(base)s”",
        "the %(count)s members of the base “%(base)s”",
        names["count"],
    )
    return words % names


def _types_in_words(parts):
    types = ActorType.objects.filter(
        pk__in=[part.readership.actor_type_id for part in parts]
    )
    quoted = [_("“%(type)s”") % {"type": actor_type} for actor_type in types]
    words = _("the verified people of the types %(types)s")
    return words % {"types": get_text_list(quoted, _("and"))}
