"""How PostgreSQL matches words: by the entries that it keeps of each document.

Each stem is one, and so is each stem with its level, with the column that it stands in, with the
one that follows it: their index answers by itself, and no text is read. See the migration that
makes them.
"""

from itertools import pairwise

from search.levels import BETWEEN, LEVELS

# Documents that answer some questions, which are one parameter: their `id`, and the number of each.
ANSWERS = "search_answers(%s::text[])"
ID = f"SELECT id FROM {ANSWERS}"
# A question is as many ways of holding enough of it, at most.
WAYS = 12


class Postgresql:
    """Finds documents by words in PostgreSQL."""

    greatest, least = "GREATEST", "LEAST"

    def joined(self, column):
        """Return the SQL of all the values of a column, as one text, between spaces."""
        return f"string_agg({column}::text, ' ')"

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

    def hits_of(self, stem):
        """Return the SQL, and its parameters, of what meets a question that is one stem."""
        return (
            f"SELECT id, question AS score, 1 AS met FROM {ANSWERS}",
            [_at_each_level(stem)],
        )

    def heard(self, asked, stems, phrases):
        """Return the SQL, and its parameters, of what documents say of each stem and phrase.

        Its columns: `id`, the `place` in both lists, the `level`. Of documents that hold enough of
        what is asked.
        """
        enough = _enough(asked)
        questions = [
            f"{at_level} & ({enough})"
            for stem in stems
            for at_level in _at_each_level(stem)
        ]
        of_stems = len(questions)
        place = (
            f"CASE WHEN question <= {of_stems} THEN (question - 1) / {len(LEVELS)}"
            f" ELSE question - 1 - {of_stems - len(stems)} END AS place"
        )
        level = f"mod(question - 1, {len(LEVELS)}) + 1 AS level"
        questions += map(_phrase, phrases)
        return f"SELECT id, {place}, {level} FROM {ANSWERS}", [questions]


def _at_each_level(stem):
    """Return the questions that documents answer which say a stem at each level, in order."""
    return [f"'{stem}{BETWEEN}{level}'" for level in LEVELS]


def _enough(asked):
    """Return what holds enough of a question, as `tsquery` takes it."""
    return " | ".join(
        " & ".join(f"({_any_of(unit.variants)})" for unit in way)
        for way in asked.ways(at_most=WAYS)
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
