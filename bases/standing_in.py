"""The readers who do not exist, as whom the administrators of a base look at its pages."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import StandIn
from bases.access import may_read, visible_to
from bases.models.access import Readership, ReadingClause
from bases.models.cards import Card, FileUse
from bases.readers_in_words import clauses_in_words

# What the address names, in French; a readership is named by its id.
ANONYMOUS, ACCOUNT, TEAM, READERSHIP = "anonyme", "compte", "equipe", "lecteurs-"


@dataclass(frozen=True)
class Reader:
    """Somebody whom one may look as: what the address calls them, words, and their groups."""

    key: str
    words: str
    group_ids: tuple = ()

    def stand_in(self, *, behind):
        """Return the user that they are, for `behind`, who looks."""
        if self.key == ANONYMOUS:
            return AnonymousUser()
        return StandIn.in_groups(self.group_ids, behind=behind)


def readers_offered(base, *, viewer):
    """Return `{key: Reader}`: as whom the administrators of `base` may look at its pages.

    Readerships are those that the base, or a page in it, names: nothing is told of the others.
    """
    readers = [
        Reader(ANONYMOUS, _("Somebody without an account")),
        Reader(ACCOUNT, _("Somebody with an account, and nothing more")),
        Reader(TEAM, _("Somebody of the team"), _group_of_team(base)),
    ]
    for part in _readerships_named_in(base, viewer=viewer):
        key = f"{READERSHIP}{part.group_id}"
        readers.append(Reader(key, capfirst(part.words), (part.group_id,)))
    return {reader.key: reader for reader in readers}


def files_shown_to(reader, page):
    """Return how many files `page` gives, and how many of them open to `reader`.

    A file opens to who reads this page, or any other that gives it.
    """
    uses = FileUse.objects.filter(page=page.pk)
    files = {(use.image_id, use.document_id) for use in uses}
    if may_read(reader, page.pk):
        return len(files), len(files)
    read = visible_to(reader, among=Card.objects.all()).values("pk")
    elsewhere = FileUse.objects.filter(
        Q(image__in=uses.values("image")) | Q(document__in=uses.values("document")),
        page__in=read,
    )
    opened = {(use.image_id, use.document_id) for use in elsewhere}
    return len(files), len(files & opened)


def _readerships_named_in(base, *, viewer):
    """Return, once each, the parts that the rules of `base` and of its pages let in by group."""
    rules = Card.objects.filter(base=base, rule__isnull=False).values("rule")
    clauses = ReadingClause.objects.filter(rule__in=rules)
    told = clauses_in_words(clauses, viewer=viewer, base_id=base.pk)
    parts = {part.group_id: part for clause in told for part in clause.parts}
    return [part for part in parts.values() if _is_apart(part, base)]


def _is_apart(part, base):
    """Say whether a part is a readership, and not the team of `base` itself."""
    is_team = part.kind == Readership.Kind.TEAM
    return part.kind in set(Readership.Kind) and not (is_team and part.base_id == base.pk)


def _group_of_team(base):
    teams = Readership.objects.filter(kind=Readership.Kind.TEAM, base=base)
    return tuple(teams.values_list("group_id", flat=True))
