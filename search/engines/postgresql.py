"""How PostgreSQL matches words: by the entries that it keeps of each document.

Each stem is one, and so is each stem with its level, with the column that it stands in, with the
one that follows it: their index answers by itself, and no text is read. See the migration that
makes them.
"""

from itertools import pairwise

# Documents that answer some questions, which are one parameter: their `id`, and the number of each.
ANSWERS = "search_answers(%s::text[])"
ID = f"SELECT id FROM {ANSWERS}"


class Postgresql:
    """Finds documents by words in PostgreSQL."""

    greatest, least = "GREATEST", "LEAST"

    def joined(self, column, between):
        """Return the SQL of all the values of a column, as one text."""
        return f"string_agg({column}::text, '{between}')"

    def holds(self, column):
        """Return the SQL of whether a column holds a text, which is a parameter."""
        return f"strpos({column}, %s) > 0"

    def as_coded(self, column):
        """Return the SQL of a column that is put in order by its characters alone."""
        return f'{column} COLLATE "C"'

    def ids_of(self, variants):
        """Return the SQL, and its parameters, of the `id` of documents that hold a variant."""
        return ID, [[_any_of(variants)]]

    def begun(self, beginning, columns):
        """Return the SQL, and its parameters, of the `id` of documents that meet a beginning.

        In one of these `columns`, of titles and summaries.
        """

        def within(words, mark=""):
            return [f"'{name}:{word}'{mark}" for word in words for name in columns]

        ways = [*within([beginning.start], ":*"), *within(beginning.stems)]
        words = [f"({' | '.join(within([stem]))})" for stem in beginning.wholes]
        return ID, [[" & ".join([*words, f"({' | '.join(ways)})"])]]

    def heard(self, asked, things):
        """Return the SQL, and its parameters, of what documents say of these `Said` things.

        Its columns: `id`, and the `place` and the `level` of each thing.
        """
        enough = "" if len(asked.stems) == 1 else f" & ({_enough(asked)})"
        return (
            "SELECT id, (%s::integer[])[question] AS place, (%s::float[])[question] AS level"
            f" FROM {ANSWERS}",
            [
                [thing.place for thing in things],
                [thing.level for thing in things],
                [f"({_any_said(thing)}){enough}" for thing in things],
            ],
        )


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
