"""The synonyms of the trade: what staff write, and how a question is widened by them."""

import csv
from pathlib import Path

from django.db import transaction

from search.models import SynonymGroup, SynonymTerm
from search.words import asked_words, folded_plain, stem
from taxonomy.models import LoadedEntry

# Our own list, of the trade: one group a line, its terms separated by ` | `.
LIST = Path(__file__).parent / "data" / "synonyms.csv"
# The name under which its groups are remembered: each is loaded once, then staff have it.
LOADED_AS = "synonyms"
# Words of the longest term that a question is looked through for.
LONGEST = 5


def load_synonyms():
    """Add the groups of our list that were never loaded; return how many."""
    remembered = LoadedEntry.objects.filter(vocabulary=LOADED_AS)
    known = set(remembered.values_list("key", flat=True))
    with LIST.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["group"] not in known]
    with transaction.atomic():
        groups = SynonymGroup.objects.bulk_create(
            SynonymGroup(
                terms="\n".join(row["terms"].split(" | ")), one_way=bool(row["oneway"])
            )
            for row in rows
        )
        analyse(*groups)
        LoadedEntry.objects.bulk_create(
            LoadedEntry(vocabulary=LOADED_AS, key=row["group"]) for row in rows
        )
    return len(rows)


def analyse(*groups):
    """Write again the terms of these groups as search compares them."""
    with transaction.atomic():
        SynonymTerm.objects.filter(group__in=groups).delete()
        SynonymTerm.objects.bulk_create(
            term for group in groups for term in _analysed(group)
        )


def _analysed(group):
    terms = [stems for term in group.terms.splitlines() if (stems := stems_of(term))]
    return [
        SynonymTerm(
            group=group, stems=stems[:255], widens=not group.one_way or place == 0
        )
        for place, stems in enumerate(dict.fromkeys(terms))
    ]


def analyse_all():
    """Write again the terms of all groups, after words came to be compared in another way."""
    with transaction.atomic():
        # Who changes a group meanwhile waits, and writes its terms after.
        analyse(*SynonymGroup.objects.select_for_update().order_by("pk"))


def stems_of(term):
    """Return the stems of a term of one or several words, as one string."""
    return " ".join(map(stem, asked_words(folded_plain(term))))


def widening(groups, stems):
    """Return the terms that `stems`, a string, is widened to; itself is not among them.

    `groups`: `{group: [(stems, widens), …]}`, those that hold it.
    """
    found = {}
    for terms in groups.values():
        if (stems, True) in terms:
            found.update(dict.fromkeys(term for term, _widens in terms))
    found.pop(stems, None)
    return list(found)
