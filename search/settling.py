"""What is done about words that nothing holds: repaired, or left out and told.

Whether a word stands somewhere is asked for who asks: what one may not read repairs nothing,
and is as unknown as what nobody wrote.
"""

from dataclasses import dataclass, replace

from search.asked import Asked, Variant
from search.matches import Matches
from search.understanding import asking, halves_of, meant_by, repairs_of, variant_of
from search.words import stem

# Shares of the weight that are asked for in turn, where nothing holds what is usually wanted.
RELAXED = (0.4, 0.01)


@dataclass(frozen=True)
class Settled:
    """What a question came to, and what answers it.

    `left_out`: the words that nothing holds; `relaxed`: whether answers hold less than is usual;
    `widened`: `((typed, likely meant), …)`, the words that others were looked for besides.
    """

    asked: Asked
    matches: Matches
    left_out: tuple = ()
    relaxed: bool = False
    widened: tuple = ()


def settle(engine, asked, wanted, *, as_typed=False):
    """Return what answers a question, once its unknown words are dealt with.

    `as_typed`: no word is taken for another.
    """
    likely = {} if as_typed else _likely(engine, asked.units)
    asked = _widened(asked, likely)
    # A word that nothing open holds is asked about first: most often there is none to find.
    doubted = [u for u in asked.units if not (u.documents or u.synonyms)]
    asked, left_out = _without(_unheld(engine, doubted), engine, asked, as_typed=as_typed)
    matches = _matches(engine, asked, wanted, left_out)
    unmet = [unit for place, unit in enumerate(asked.units) if place not in matches.held]
    lost = _unheld(engine, [unit for unit in unmet if unit not in doubted])
    if lost:
        asked, others = _without(lost, engine, asked, as_typed=as_typed)
        left_out += others
        matches = _matches(engine, asked, wanted, left_out)
    usual = asked.need
    for share in RELAXED:
        if matches.is_empty and len(asked.units) > 1:
            asked = replace(asked, need=share * asked.total)
            matches = engine.matches(asked, wanted)
    return Settled(
        asked,
        matches,
        left_out,
        relaxed=asked.need < usual,
        widened=tuple((other.typed, *other.words) for other in likely.values()),
    )


def _matches(engine, asked, wanted, left_out):
    """Return what answers a question: nothing, where all of its words were left out."""
    return Matches() if left_out and not asked.units else engine.matches(asked, wanted)


def _likely(engine, units):
    """Return `{unit: the one likely meant}`, of those that are hardly said and nearly others."""
    tries = {
        unit: unit.repaired(meant, variant=variant_of(meant))
        for unit in units
        if (meant := meant_by(unit))
    }
    held = engine.readable([*tries.values()])
    return {unit: other for unit, other in tries.items() if other in held}


def _widened(asked, likely):
    """Return the same question, of which what is `likely` is looked for besides."""
    units = [
        replace(unit, synonyms=(*unit.synonyms, *likely[unit].said))
        if unit in likely
        else unit
        for unit in asked.units
    ]
    return replace(asked, units=tuple(units))


def _unheld(engine, units):
    """Return those of `units` that nothing holds which the reader may read; no query for none."""
    held = engine.readable(units) if units else []
    return [unit for unit in units if unit not in held]


def _without(lost, engine, asked, *, as_typed):
    """Return the question of what the reader may find, and the words that are left out of it."""
    if not lost:
        return asked, ()
    others = {} if as_typed else _repaired(engine, lost)
    units = [
        others.get(unit, unit)
        for unit in asked.units
        if unit not in lost or unit in others
    ]
    left_out = [word for unit in lost if unit not in others for word in unit.words]
    return asking(units), tuple(left_out)


def _repaired(engine, lost):
    """Return `{unit: the one to look for instead}`, of those for which there is one."""
    tries = {unit: _tries(unit) for unit in lost}
    held = engine.readable([each for tried in tries.values() for each in tried])
    found = {
        unit: next((each for each in tried if each in held), None)
        for unit, tried in tries.items()
    }
    return {unit: other for unit, other in found.items() if other}


def _tries(unit):
    if len(unit.words) > 1:
        return []
    (word,) = unit.words
    near = [unit.repaired(each, variant=variant_of(each)) for each in repairs_of(word)]
    halves = [
        unit.repaired(*pair, variant=Variant(tuple(map(stem, pair))))
        for pair in halves_of(word)
    ]
    return [*near, *halves]
