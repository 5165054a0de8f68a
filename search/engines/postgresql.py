"""How PostgreSQL matches words: by the entries that it keeps of each document.

Each stem is one, and so is each stem with its level, with the column that it stands in, with the
one that follows it: their index answers by itself, and no text is read. See the migration that
makes them.
"""

import sys
from array import array
from itertools import pairwise

from search.engines.news import News

# The documents that answer some questions, which are one parameter: those of each in one row.
HEARD = "SELECT question - 1 AS place, documents FROM search_heard(%s::text[])"
# What is told of a document that changed in the transaction that asks.
UNSURE = "unsure"


class Postgresql:
    """Finds documents by words in PostgreSQL."""

    nothing_listed = "NULL::bytea"

    def listed(self, column):
        """Return the SQL of all the numbers of a column, as `numbers` reads them."""
        return f"string_agg(int8send({column}), ''::bytea)"

    def numbers(self, listed):
        """Return the numbers of a column that were listed, as a list."""
        numbers = array("q", listed or b"")
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers.tolist()

    def holds(self, column):
        """Return the SQL of whether a column holds a text, which is a parameter."""
        return f"strpos({column}, %s) > 0"

    def holding(self, choices):
        """Return the SQL, and its parameters, of which documents hold any of some variants.

        Its columns: the `place` of each choice of variants, and the `documents`, listed.
        """
        return HEARD, [[*map(_any_of, choices)]]

    def begun(self, beginning, *fields):
        """Return the SQL, and its parameters, of which documents meet a beginning.

        Its columns: the `place` of each of these `fields`, names of some of titles and summaries,
        and the `documents` that meet it there, listed.
        """
        return HEARD, [[_begun(beginning, names) for names in fields]]

    def heard(self, asked, things):
        """Return the SQL, and its parameters, of which documents say these `Said` things.

        Its columns: the `place` of each thing in `things`, and the `documents`, listed.
        """
        enough = "" if len(asked.stems) == 1 else f" & ({_enough(asked)})"
        return HEARD, [[f"({_any_said(thing)}){enough}" for thing in things]]

    def changes(self, position):
        """Return the SQL, and its parameters, of what changed since a position, and of a new one.

        Its columns: the `document`, and what `news` has to know. Since None: of what this
        transaction changed.
        """
        unseen = "transaction = pg_current_xact_id_if_assigned()"
        params = []
        if position is not None:
            seen, ours = position.split()
            # To itself a transaction is none of those that had not ended.
            unseen = (
                "transaction >= pg_snapshot_xmin(%s::pg_snapshot) AND (transaction = %s::xid8"
                " OR NOT pg_visible_in_snapshot(transaction, %s::pg_snapshot))"
                # A backup may be restored where transactions have not come to its numbers.
                " AND (transaction = pg_current_xact_id_if_assigned()"
                " OR pg_visible_in_snapshot(transaction, pg_current_snapshot()))"
            )
            params = [seen, ours, seen]
        return (
            "SELECT document, CASE WHEN transaction = pg_current_xact_id_if_assigned()"
            f" THEN '{UNSURE}' ELSE '' END AS said FROM search_memorychange WHERE {unseen}"
            " UNION ALL SELECT NULL, pg_current_snapshot() || ' '"
            " || coalesce(pg_current_xact_id_if_assigned()::text, '0')",
            params,
        )

    def news(self, rows, position):
        """Return the `News` that rows of `changes`, `(document, said)`, tell since a position.

        A position is what was seen: which transactions had ended, and which one asked. What this
        one changes itself may still be undone, and is told again until it ends.
        """
        (seen,) = (said for _document, said in rows if said not in ("", UNSURE))
        documents = {document for document, said in rows if said != seen}
        unsure = frozenset(document for document, said in rows if said == UNSURE)
        if position is None:
            return News(seen, set(), unsure)
        return News(seen, None if None in documents else documents, unsure)


def _begun(beginning, names):
    """Return what meets a beginning in a field of one of these names, as `tsquery` takes it."""

    def within(words, mark=""):
        return [f"'{name}:{word}'{mark}" for word in words for name in names]

    ways = [*within([beginning.start], ":*"), *within(beginning.stems)]
    words = [f"({' | '.join(within([stem]))})" for stem in beginning.wholes]
    return " & ".join([*words, f"({' | '.join(ways)})"])


def _any_said(thing):
    if thing.words:
        return " | ".join(f"'{word}'" for word in thing.words)
    return " | ".join(f"({_phrase(stems)})" for stems in thing.phrases)


def _enough(asked):
    """Return what holds enough of a question, as `tsquery` takes it."""
    return " | ".join(
        " & ".join(f"({_any_of(unit.variants)})" for unit in way) for way in asked.ways
    )


def _any_of(variants):
    said = (
        _phrase(variant.stems) if variant.adjacent else _all_of(variant.stems)
        for variant in variants
    )
    return " | ".join(f"({each})" for each in said)


def _phrase(stems):
    """Return what holds these stems in this order, as far as pairs of them tell."""
    return _all_of(map(" ".join, pairwise(stems)))


def _all_of(entries):
    return " & ".join(f"'{entry}'" for entry in entries)
