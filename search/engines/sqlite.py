"""How SQLite matches words: full-text indexes (FTS5) that triggers keep on each document."""

INDEX, OF_LEVELS = "search_index", "search_levels"
ID = f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX}"
# How many times fewer documents hold enough of a question than hold some of it, for these to be
# looked for first: to look one up costs as much as to add up what it says.
FEWER = 4


class Sqlite:
    """Finds documents by words in SQLite."""

    greatest, least = "MAX", "MIN"

    def joined(self, column, between):
        """Return the SQL of all the values of a column, as one text."""
        return f"group_concat({column}, '{between}')"

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
        ways = [f"{_quoted(beginning.start)}*", *map(_quoted, beginning.stems)]
        words = [*map(_quoted, beginning.wholes), f"({' OR '.join(ways)})"]
        return f"{ID} MATCH %s", [f"{{{' '.join(columns)}}} : ({' AND '.join(words)})"]

    def heard(self, asked, things):
        """Return the SQL, and its parameters, of what documents say of these `Said` things.

        Its columns: `id`, and the `place` and the `level` of each thing.
        """
        parts, params = [], []
        for thing in things:
            index = OF_LEVELS if thing.words else INDEX
            parts.append(
                f"SELECT +rowid AS id, {thing.place} AS place, {thing.level:.4f} AS level"
                f" FROM {index} WHERE {index} MATCH %s"
            )
            said = (
                map(_quoted, thing.words) if thing.words else map(_phrase, thing.phrases)
            )
            params.append(" OR ".join(said))
        heard = " UNION ALL ".join(parts)
        if not _few_hold_enough(asked):
            return heard, params
        return (
            f"WITH able AS MATERIALIZED ({ID} MATCH %s), heard AS MATERIALIZED ({heard})"
            " SELECT * FROM heard WHERE id IN (SELECT id FROM able)",
            [_enough(asked), *params],
        )


def _few_hold_enough(asked):
    """Say whether far fewer documents hold enough of `asked` than hold some of it."""
    enough = sum(min(unit.documents for unit in way) for way in asked.ways)
    return FEWER * enough < sum(unit.documents for unit in asked.units)


def _enough(asked):
    """Return the question that whatever holds enough of `asked` answers."""
    said = [
        " AND ".join(f"({_any_of(unit.variants)})" for unit in way) for way in asked.ways
    ]
    return " OR ".join(f"({each})" for each in said)


def _any_of(variants):
    """Return the question, as FTS5 takes it, that any of `variants` answers."""
    return " OR ".join(f"({_expression(variant)})" for variant in variants)


def _expression(variant):
    if variant.adjacent:
        return _phrase(variant.stems)
    return " AND ".join(map(_quoted, variant.stems))


def _phrase(stems):
    return _quoted(" ".join(stems))


def _quoted(words):
    return f'"{words}"'
