"""How SQLite matches words: full-text indexes (FTS5) that triggers keep on each document."""

from search.levels import BETWEEN, LEVELS

INDEX, OF_LEVELS = "search_index", "search_levels"
# A question is as many ways of holding enough of it, at most.
WAYS = 12
ID = f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX}"


class Sqlite:
    """Finds documents by words in SQLite."""

    greatest, least = "MAX", "MIN"

    def joined(self, column):
        """Return the SQL of all the values of a column, as one text, between spaces."""
        return f"group_concat({column}, ' ')"

    def holds(self, column):
        """Return the SQL of whether a column holds a text, which is a parameter."""
        return f"instr({column}, %s) > 0"

    def as_coded(self, column):
        """Return the SQL of a column that is put in order by its characters alone."""
        return column

    def ids_of(self, variants):
        """Return the SQL, and its parameters, of the `id` of documents that hold a variant."""
        return f"{ID} MATCH %s", [_any_of(variants)]

    def begun(self, beginning, columns):
        """Return the SQL, and its parameters, of the `id` of documents that meet a beginning.

        In one of these `columns`, of titles and summaries.
        """
        ways = [f'"{beginning.start}"*', *(f'"{stem}"' for stem in beginning.stems)]
        words = [*(f'"{stem}"' for stem in beginning.wholes), f"({' OR '.join(ways)})"]
        return f"{ID} MATCH %s", [f"{{{' '.join(columns)}}} : ({' AND '.join(words)})"]

    def hits_of(self, stem):
        """Return the SQL, and its parameters, of what meets a question that is one stem."""
        said, params = _at_each_level(stem)
        return f"SELECT id, level AS score, 1 AS met FROM ({said})", params

    def heard(self, asked, stems, phrases):
        """Return the SQL, and its parameters, of what documents say of each stem and phrase.

        Its columns: `id`, the `place` in both lists, the `level`.
        """
        parts, params = [], []
        for place, stem in enumerate(stems):
            said, words = _at_each_level(stem)
            parts.append(f"SELECT id, {place} AS place, level FROM ({said})")
            params += words
        for place, phrase in enumerate(phrases, start=len(stems)):
            parts.append(f"SELECT id, {place} AS place, 1 AS level FROM ({ID} MATCH %s)")
            params.append(_phrase(phrase))
        heard = " UNION ALL ".join(parts)
        return (
            f"WITH able AS MATERIALIZED ({ID} MATCH %s), heard AS MATERIALIZED ({heard})"
            " SELECT * FROM heard WHERE id IN (SELECT id FROM able)",
            [_enough(asked), *params],
        )


def _enough(asked):
    """Return the question that whatever holds enough of `asked` answers."""
    ways = asked.ways(at_most=WAYS)
    said = [" AND ".join(f"({_any_of(unit.variants)})" for unit in way) for way in ways]
    return " OR ".join(f"({each})" for each in said)


def _at_each_level(stem):
    """Return the SQL, and its parameters, of the documents that say a stem, at which `level`."""
    said = " UNION ALL ".join(
        f"SELECT +rowid AS id, {place} AS level FROM {OF_LEVELS} WHERE {OF_LEVELS} MATCH %s"
        for place, _level in enumerate(LEVELS, start=1)
    )
    return said, [f'"{stem}{BETWEEN}{level}"' for level in LEVELS]


def _any_of(variants):
    """Return the question, as FTS5 takes it, that any of `variants` answers."""
    return " OR ".join(f"({_expression(variant)})" for variant in variants)


def _expression(variant):
    if variant.adjacent:
        return _phrase(variant.stems)
    return " AND ".join(f'"{stem}"' for stem in variant.stems)


def _phrase(stems):
    return f'"{" ".join(stems)}"'
