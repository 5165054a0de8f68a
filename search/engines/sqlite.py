"""How SQLite matches words: a full-text index (FTS5) that triggers keep on each document."""

INDEX = "search_index"
# What a word counts by where it stands.
WEIGHTS = {
    "title": 4,
    "keywords": 3,
    "summary": 2,
    "body": 1,
    "base_title": 0.5,
    "files": 0.6,
}
# A question is as many ways of holding enough of it, at most.
WAYS = 12
ID = f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX}"
RANK = f"-bm25({INDEX}, {', '.join(str(weight) for weight in WEIGHTS.values())})"


class Sqlite:
    """Finds documents by words in SQLite."""

    def joined(self, column):
        """Return the SQL of all the values of a column, as one text, between spaces."""
        return f"group_concat({column}, ' ')"

    def as_coded(self, column):
        """Return the SQL of a column that is put in order by its characters alone."""
        return column

    def ids_of(self, variants):
        """Return the SQL, and its parameters, of the `id` of documents that hold a variant."""
        return f"{ID} MATCH %s", [any_of(variants)]

    def begun(self, beginning, columns):
        """Return the SQL, and its parameters, of the `id` of documents that meet a beginning.

        In one of these `columns`, of titles, keywords and summaries.
        """
        ways = [f'"{beginning.start}"*', *(f'"{stem}"' for stem in beginning.stems)]
        words = [*(f'"{stem}"' for stem in beginning.wholes), f"({' OR '.join(ways)})"]
        return f"{ID} MATCH %s", [f"{{{' '.join(columns)}}} : ({' AND '.join(words)})"]

    def hits(self, asked, *, synonym_share):
        """Return the SQL, and its parameters, of what meets a question.

        Its columns: `id`, `score`, and `met`, the places of the units that it holds, as bits.
        """
        parts, params = [], []
        places = range(len(asked.units))
        for place, unit in enumerate(asked.units):
            for variants, share in ((unit.said, 1), (unit.synonyms, synonym_share)):
                if variants:
                    heard = f"{RANK} * {share}"
                    parts.append(_scored(heard, place, places))
                    params.append(any_of(variants))
        if len(parts) == 1:
            # Alone, it would be made one with what adds up, where no rank is known.
            return f"SELECT id, u0 AS score, 1 AS met FROM ({parts[0]})", params
        able = ""
        if len(places) > 1:
            # A rank costs ten times what it costs to know that a word is there.
            able = f"WITH able AS MATERIALIZED ({ID} MATCH %s) "
            parts = [f"{part} AND +rowid IN (SELECT id FROM able)" for part in parts]
            params.insert(0, _enough(asked))
        best = ", ".join(f"MAX(u{place}) AS u{place}" for place in places)
        score = " + ".join(f"coalesce(u{place}, 0)" for place in places)
        met = " + ".join(f"(u{place} NOT NULL) * {1 << place}" for place in places)
        mass = " + ".join(
            f"(u{place} NOT NULL) * {unit.weight:.4f}"
            for place, unit in enumerate(asked.units)
        )
        return (
            f"{able}SELECT id, {score} AS score, {met} AS met FROM ("
            f"SELECT id, {best} FROM ({' UNION ALL '.join(parts)}) GROUP BY id)"
            f" WHERE {mass} >= {asked.need - 0.001:.4f}",
            params,
        )


def _scored(heard, place, places):
    """Return the SQL of what meets a question to come, heard in the column of one unit."""
    columns = ", ".join(
        f"{heard if each == place else 'NULL'} AS u{each}" for each in places
    )
    return f"SELECT rowid AS id, {columns} FROM {INDEX} WHERE {INDEX} MATCH %s"


def _enough(asked):
    """Return the question that whatever holds enough of `asked` answers, and little else."""
    ways = asked.ways(at_most=WAYS)
    said = [" AND ".join(f"({any_of(unit.variants)})" for unit in way) for way in ways]
    return " OR ".join(f"({each})" for each in said)


def any_of(variants):
    """Return the question, as FTS5 takes it, that any of `variants` answers."""
    return " OR ".join(f"({_expression(variant)})" for variant in variants)


def _expression(variant):
    if variant.adjacent:
        return f'"{" ".join(variant.stems)}"'
    return " AND ".join(f'"{stem}"' for stem in variant.stems)
