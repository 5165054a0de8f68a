"""What is done about words that nothing holds: repaired, or left out and told.

Whether a word stands somewhere is asked for who asks: what one may not read repairs nothing,
and is as unknown as what nobody wrote.
"""

from dataclasses import dataclass, replace

from search.asked import Asked, Variant
from search.matches import Matches
from search.understanding import asking, halves_of, repairs_of, variant_of
from search.words import stem

# Shares of the weight that are asked for in turn, where nothing holds what is usually wanted.
RELAXED = (0.4, 0.01)


@dataclass(frozen=True)
class Settled:
    """What a question came to, and what answers it.

    `left_out`: the words that nothing holds; `relaxed`: whether answers hold less than is usual.
    """

    asked: Asked
    matches: Matches
    left_out: tuple = ()
    relaxed: bool = False


def settle(engine, asked, wanted, *, as_typed=False):
    """Return what answers a question, once its unknown words are dealt with.

    `as_typed`: no word is taken for another.
    """
    matches = engine.matches(asked, wanted)
    lost = _lost(engine, asked, matches)
    left_out = ()
    if lost:
        asked, left_out = _without(lost, engine, asked, as_typed=as_typed)
        if not asked.units:
            return Settled(asked, Matches(), left_out)
        matches = engine.matches(asked, wanted)
    usual = asked.need
    for share in RELAXED:
        if matches.is_empty and len(asked.units) > 1:
            asked = replace(asked, need=share * asked.total)
            matches = engine.matches(asked, wanted)
    return Settled(asked, matches, left_out, relaxed=asked.need < usual)


def _lost(engine, asked, matches):
    """Return the units that nothing holds which the reader may read; no query where all are met."""
    unmet = [unit for place, unit in enumerate(asked.units) if place not in matches.held]
    held = engine.readable(unmet) if unmet else []
    return [unit for unit in unmet if unit not in held]


def _without(lost, engine, asked, *, as_typed):
    """Return the question of what the reader may find, and the words that are left out of it."""
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
