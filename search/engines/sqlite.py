"""How SQLite matches words: full-text indexes (FTS5) that triggers keep on each document."""

import json

from search.engines.news import News

INDEX, OF_LEVELS = "search_index", "search_levels"
ID = f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX}"
# How many times fewer documents hold enough of a question than hold some of it, for these to be
# looked for first: to look one up costs as much as to add up what it says.
FEWER = 4


class Sqlite:
    """Finds documents by words in SQLite."""

    nothing_listed = "NULL"

    def listed(self, column):
        """Return the SQL of all the numbers of a column, as `numbers` reads them."""
        return f"group_concat({column})"

    def numbers(self, listed):
        """Return the numbers of a column that were listed, as a list."""
        return json.loads(f"[{listed or ''}]")

    def holds(self, column):
        """Return the SQL of whether a column holds a text, which is a parameter."""
        return f"instr({column}, %s) > 0"

    def holding(self, choices):
        """Return the SQL, and its parameters, of which documents hold any of some variants.

        Its columns: the `place` of each choice of variants, and the `documents`, listed.
        """
        return self._in_index(map(_any_of, choices))

    def begun(self, beginning, *fields):
        """Return the SQL, and its parameters, of which documents meet a beginning.

        Its columns: the `place` of each of these `fields`, names of some, and the `documents` that
        meet it there, listed.
        """
        ways = [f"{_quoted(beginning.start)}*", *map(_quoted, beginning.stems)]
        words = " AND ".join([*map(_quoted, beginning.wholes), f"({' OR '.join(ways)})"])
        return self._in_index(f"{{{' '.join(names)}}} : ({words})" for names in fields)

    def heard(self, asked, things):
        """Return the SQL, and its parameters, of which documents say these `Said` things.

        Its columns: the `place` of each thing in `things`, and the `documents`, listed.
        """
        parts, params = [], []
        among, able = "", ""
        if _few_hold_enough(asked):
            able, among = (
                f"WITH able AS MATERIALIZED ({ID} MATCH %s) ",
                " WHERE id IN able",
            )
            params.append(_enough(asked))
        for place, thing in enumerate(things):
            index = OF_LEVELS if thing.words else INDEX
            said = (
                map(_quoted, thing.words) if thing.words else map(_phrase, thing.phrases)
            )
            params.append(" OR ".join(said))
            parts.append(
                f"SELECT {place} AS place, {self.listed('id')} AS documents FROM (SELECT"
                f" +rowid AS id FROM {index} WHERE {index} MATCH %s){among}"
            )
        return f"{able}{' UNION ALL '.join(parts)}", params

    def _in_index(self, expressions):
        expressions = list(expressions)
        parts = [
            f"SELECT {place} AS place, {self.listed('rowid')} AS documents FROM {INDEX}"
            f" WHERE {INDEX} MATCH %s"
            for place in range(len(expressions))
        ]
        return " UNION ALL ".join(parts), expressions

    def changes(self, position):
        """Return the SQL, and its parameters, of what changed since a position, and of its row.

        Its columns: the `document`, and what `news` has to know. Since None: of the latest row.
        """
        since = "(SELECT max(id) FROM search_memorychange)" if position is None else "%s"
        return (
            "SELECT document, id || ' ' || token AS said FROM search_memorychange"
            f" WHERE id >= {since}",
            [] if position is None else [position.split()[0]],
        )

    def news(self, rows, position):
        """Return the `News` that rows of `changes`, `(document, said)`, tell since a position.

        Who writes does so alone here: what was undone has no row, and those after it are others.
        """
        changes = sorted((int(said.split()[0]), said, each) for each, said in rows)
        latest = changes[-1][1] if changes else None
        if position is None:
            return News(latest, set())
        if not changes or changes[0][1] != position:
            return News(latest, None)
        documents = {document for _id, _said, document in changes[1:]}
        return News(latest, None if None in documents else documents)


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
