"""How well documents meet a question, in SQL: by the levels at which they say its stems."""

from typing import NamedTuple

from search.asked import ROUNDED
from search.levels import BETWEEN, LEVELS

# What a synonym tells of what was asked.
SYNONYM_SHARE = 0.4
# Levels of a synonym that are asked for together, and the level that a phrase is taken to be at.
TOGETHER = 4
OF_PHRASE = len(LEVELS) / 2


class Said(NamedTuple):
    """Things of which a document that says any is about `place` as much as `level`.

    `place`: a unit, or a stem of a unit that is many; `words`: stems with their level, as indexes
    have them; or else `phrases`, of some stems each.
    """

    place: int
    level: float
    words: tuple = ()
    phrases: tuple = ()


def hits(dialect, asked):
    """Return the SQL, and its parameters, of what meets a question.

    Its columns: `id`, `score`, and `met`, the places of the units that it holds, as bits.
    """
    together = {}
    things = [*_things(asked, together)]
    heard, params = dialect.heard(asked, things)
    if len(asked.stems) == len(asked.units) == 1:
        # Each document says it at one level: nothing has to be put together.
        return f"SELECT id, level AS score, 1 AS met FROM ({heard}) AS heard", params
    levels = ", ".join(
        f"coalesce(MAX(level) FILTER (WHERE place = {place}), 0) AS s{place}"
        for place in range(len(asked.units) + len(together))
    )
    said = ", ".join(
        f"{_heard(dialect, place, unit, together)} AS u{place}"
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


def _things(asked, together):
    """Yield what documents may say of what is asked; note the places of stems said `together`."""
    for place, unit in enumerate(asked.units):
        for variant in unit.said:
            if len(variant.stems) == 1:
                yield from _at_levels(place, variant.stems, share=1, step=1)
                continue
            for stem in variant.stems:
                if stem not in together:
                    together[stem] = len(asked.units) + len(together)
                    yield from _at_levels(together[stem], [stem], share=1, step=1)
        single = [v.stems[0] for v in unit.synonyms if not v.adjacent]
        yield from _at_levels(place, single, share=SYNONYM_SHARE, step=TOGETHER)
        if phrases := tuple(v.stems for v in unit.synonyms if v.adjacent):
            yield Said(place, SYNONYM_SHARE * OF_PHRASE, phrases=phrases)


def _at_levels(place, stems, *, share, step):
    for start in range(0, len(LEVELS) if stems else 0, step):
        levels = LEVELS[start : start + step]
        words = tuple(f"{stem}{BETWEEN}{level}" for stem in stems for level in levels)
        yield Said(place, share * (start + (step + 1) / 2), words)


def _heard(dialect, place, unit, together):
    """Return the SQL of how much a document says of `unit`, in one or another of its variants.

    Of some stems together, as much as of the one it says least.
    """
    ways = [f"s{place}"]
    for variant in unit.said:
        if len(variant.stems) > 1:
            names = ", ".join(f"s{together[stem]}" for stem in variant.stems)
            ways.append(f"{dialect.least}({names})")
    return f"{dialect.greatest}({', '.join(ways)})" if len(ways) > 1 else ways[0]


def _bit(place, unit):
    return f"CASE WHEN u{place} > 0 THEN {1 << place} ELSE 0 END"


def _mass(place, unit):
    return f"CASE WHEN u{place} > 0 THEN {unit.weight:.4f} ELSE 0 END"


def _score(place, unit):
    return f"{unit.weight:.4f} * u{place}"
