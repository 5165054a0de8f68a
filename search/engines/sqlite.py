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
RANK = f"-bm25({INDEX}, {', '.join(str(weight) for weight in WEIGHTS.values())})"


class Sqlite:
    """Finds documents by words in SQLite."""

    def ids_of(self, variants):
        """Return the SQL, and its parameters, of the `id` of documents that hold a variant."""
        return f"SELECT rowid AS id FROM {INDEX} WHERE {INDEX} MATCH %s", [
            any_of(variants)
        ]

    def hits(self, asked, *, synonym_share):
        """Return the SQL, and its parameters, of what meets a question.

        Its columns: `id`, `score`, and `met`, the places of the units that it holds, as bits.
        """
        parts, params = [], []
        for place, unit in enumerate(asked.units):
            for variants, share in ((unit.said, 1), (unit.synonyms, synonym_share)):
                if variants:
                    parts.append(
                        f"SELECT {place} AS unit, rowid AS id, {RANK} * {share} AS score,"
                        f" {1 << place} AS met"
                        f" FROM {INDEX} WHERE {INDEX} MATCH %s"
                    )
                    params.append(any_of(variants))
        if len(parts) == 1:
            return parts[0], params
        weights = " ".join(
            f"WHEN {place} THEN {unit.weight:.4f}"
            for place, unit in enumerate(asked.units)
        )
        return (
            "SELECT id, SUM(score) AS score, SUM(1 << unit) AS met"
            " FROM (SELECT id, unit, MAX(score) AS score"
            f" FROM ({' UNION ALL '.join(parts)}) GROUP BY id, unit) GROUP BY id"
            f" HAVING SUM(CASE unit {weights} END) >= {asked.need - 0.001:.4f}",
            params,
        )


def any_of(variants):
    """Return the question, as FTS5 takes it, that any of `variants` answers."""
    return " OR ".join(f"({_expression(variant)})" for variant in variants)


def _expression(variant):
    if variant.adjacent:
        return f'"{" ".join(variant.stems)}"'
    return " AND ".join(f'"{stem}"' for stem in variant.stems)
