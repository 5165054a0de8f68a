"""How PostgreSQL matches words: by a text-search vector that it keeps of each document.

And by how much the document says of each stem, which it keeps as well: see the migration that
makes both columns. `ts_rank` knows neither how rare a word is nor how long a text.
"""

LONGEST_NAME = 63
# What the vector marks the words of each column with.
MARKS = {"title": "A", "keywords": "B", "summary": "C"}


class Postgresql:
    """Finds documents by words in PostgreSQL."""

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
        return (
            "SELECT id FROM search_searchdocument WHERE vector @@ %s::tsquery",
            [any_of(variants)],
        )

    def begun(self, beginning, columns):
        """Return the SQL, and its parameters, of the `id` of documents that meet a beginning.

        In one of these `columns`, of titles, keywords and summaries.
        """
        marks = "".join(MARKS[name] for name in columns)
        ways = [f"'{beginning.start}':*{marks}"]
        ways += [f"'{stem}':{marks}" for stem in beginning.stems]
        words = [f"'{stem}':{marks}" for stem in beginning.wholes]
        return (
            "SELECT id FROM search_searchdocument WHERE vector @@ %s::tsquery",
            [" & ".join([*words, f"({' | '.join(ways)})"])],
        )

    def hits(self, asked, *, synonym_share):
        """Return the SQL, and its parameters, of what meets a question.

        Its columns: `id`, `score`, and `met`, the places of the units that it holds, as bits.
        """
        said = [_said(unit, synonym_share) for unit in asked.units]
        heard = ", ".join(f"{sql} AS u{place}" for place, sql in enumerate(said))
        names = ", ".join(f"{name} int" for name in sorted(set(map(_name, asked.stems))))
        score = " + ".join(
            f"{unit.weight:.4f} * u{place}" for place, unit in enumerate(asked.units)
        )
        mass = " + ".join(
            f"CASE WHEN u{place} > 0 THEN {unit.weight:.4f} ELSE 0 END"
            for place, unit in enumerate(asked.units)
        )
        met = " + ".join(
            f"CASE WHEN u{place} > 0 THEN {1 << place} ELSE 0 END"
            for place in range(len(asked.units))
        )
        some = [variant for unit in asked.rarest for variant in unit.variants]
        return (
            f"SELECT id, ({score})::float AS score, {met} AS met FROM ("
            f"SELECT id, {heard} FROM search_searchdocument,"
            f" LATERAL jsonb_to_record(impacts) AS said({names})"
            f" WHERE vector @@ %s::tsquery OFFSET 0) AS met"
            f" WHERE {mass} >= {asked.need - 0.001:.4f}",
            [any_of(some)],
        )


def any_of(variants):
    """Return the question, as `tsquery` takes it, that any of `variants` answers."""
    return " | ".join(f"({_expression(variant)})" for variant in variants)


def _expression(variant):
    between = " <-> " if variant.adjacent else " & "
    return between.join(f"'{stem}'" for stem in variant.stems)


def _said(unit, synonym_share):
    """Return the SQL of how much a document says of `unit`, in one or another of its variants."""
    ways = [_heard(variant, 1) for variant in unit.said]
    ways += [_heard(variant, synonym_share) for variant in unit.synonyms]
    return f"GREATEST({', '.join(ways)}, 0)"


def _heard(variant, share):
    """Return the SQL of how much it says of a variant: as much as of the stem it says least."""
    stems = ", ".join(f"coalesce({_name(stem)}, 0)" for stem in variant.stems)
    least = f"LEAST({stems})" if len(variant.stems) > 1 else stems
    return f"{share} * {least}"


def _name(stem):
    """Return the name of the column in which a stem is heard: no longer than a name may be."""
    return '"' + stem.encode()[:LONGEST_NAME].decode(errors="ignore") + '"'
