"""How well documents meet a question, in SQL: by the levels at which they say its stems."""

from search.asked import ROUNDED

# What a synonym tells of what was asked.
SYNONYM_SHARE = 0.4


def hits(dialect, asked):
    """Return the SQL, and its parameters, of what meets a question.

    Its columns: `id`, `score`, and `met`, the places of the units that it holds, as bits.
    """
    stems = sorted(asked.stems)
    if len(stems) == 1:
        # Each document says it at one level: nothing has to be put together.
        return dialect.hits_of(stems[0])
    phrases = sorted({v.stems for unit in asked.units for v in unit.variants if v.adjacent})
    heard, params = dialect.heard(asked, stems, phrases)
    column = {key: f"s{place}" for place, key in enumerate([*stems, *phrases])}
    levels = ", ".join(
        f"coalesce(MAX(level) FILTER (WHERE place = {place}), 0) AS {name}"
        for place, name in enumerate(column.values())
    )
    said = ", ".join(
        f"{_said(dialect, unit, column)} AS u{place}"
        for place, unit in enumerate(asked.units)
    )
    met, mass, score = (
        " + ".join(each(place, unit) for place, unit in enumerate(asked.units))
        for each in (_bit, _mass, _score)
    )
    return (
        f"SELECT id, {score} AS score, {met} AS met FROM (SELECT id, {said} FROM ("
        f"SELECT id, {levels} FROM ({heard}) AS heard GROUP BY id) AS level) AS said"
        f" WHERE {mass} >= {asked.need - ROUNDED:.4f}",
        params,
    )


def _said(dialect, unit, column):
    """Return the SQL of how much a document says of `unit`, in one or another of its variants."""
    ways = [_heard(dialect, variant, 1, column) for variant in unit.said]
    ways += [_heard(dialect, each, SYNONYM_SHARE, column) for each in unit.synonyms]
    return f"{dialect.greatest}({', '.join(ways)})" if len(ways) > 1 else ways[0]


def _heard(dialect, variant, share, column):
    """Return the SQL of how much it says of a variant: as much as of the stem it says least."""
    names = [column[stem] for stem in variant.stems]
    least = f"{dialect.least}({', '.join(names)})" if len(names) > 1 else names[0]
    if variant.adjacent:
        least = f"CASE WHEN {column[variant.stems]} > 0 THEN {least} ELSE 0 END"
    return f"{share} * {least}"


def _bit(place, unit):
    return f"CASE WHEN u{place} > 0 THEN {1 << place} ELSE 0 END"


def _mass(place, unit):
    return f"CASE WHEN u{place} > 0 THEN {unit.weight:.4f} ELSE 0 END"


def _score(place, unit):
    return f"{unit.weight:.4f} * u{place}"
