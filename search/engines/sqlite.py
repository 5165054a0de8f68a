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
HEAD = ("title", "keywords", "summary")
# A word that more documents hold says little of each: it is ranked by where it stands first.
MANY = 2_000
# A question is as many ways of holding enough of it, at most.
WAYS = 12
ID = f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX}"
RANK = f"-bm25({INDEX}, {', '.join(str(weight) for weight in WEIGHTS.values())})"


class Sqlite:
    """Finds documents by words in SQLite."""

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
            for words, score in _ranks(unit, synonym_share):
                parts.append(_scored(score, place, places))
                params.append(words)
        if len(places) == 1:
            # Each document is in one part: nothing has to be put together.
            return (
                f"SELECT id, u0 AS score, 1 AS met FROM ({' UNION ALL '.join(parts)})",
                params,
            )
        # A rank costs ten times what it costs to know that a word is there.
        able = f"WITH able AS MATERIALIZED ({ID} MATCH %s)"
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
            f"{able} SELECT id, {score} AS score, {met} AS met FROM ("
            f"SELECT id, {best} FROM ({' UNION ALL '.join(parts)}) GROUP BY id)"
            f" WHERE {mass} >= {asked.need - 0.001:.4f}",
            params,
        )


def _ranks(unit, synonym_share):
    """Return the questions that find what says `unit`, each document by one, and its score.

    By a synonym, what is not said in the words that were typed; of a word that is everywhere, what
    has it in its text alone is not ranked.
    """
    said, synonyms = any_of(unit.said), any_of(unit.synonyms)
    if unit.documents > MANY:
        some = f"({said}) OR ({synonyms})" if synonyms else said
        in_head = f"{{{' '.join(HEAD)}}} : ({some})"
        return [(in_head, RANK), (f"({some}) NOT ({in_head})", "0.01")]
    ranks = [(said, RANK)]
    if synonyms:
        ranks.append((f"({synonyms}) NOT ({said})", f"{RANK} * {synonym_share}"))
    return ranks


def _scored(score, place, places):
    """Return the SQL of what meets a question to come, scored in the column of one unit."""
    columns = ", ".join(
        f"{score if each == place else 'NULL'} AS u{each}" for each in places
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
