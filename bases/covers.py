"""Generated covers: shapes hung on the pegboard for what has no image.

A cover depends on nothing but an identifier and a family of themes, so the same thing always
wears the same one. Colours are classes, given by `styles/components/cover.css` for light and dark.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import mark_safe

FAMILIES = ("inclusion", "culture", "communs", "environnement")
NEUTRAL = "neutral"

PEG = 26  # the distance between two pegs
COLUMNS, ROWS = 12, 5
SQUARE = 5

# Where shapes hang: (column and row of a peg, size in pegs), the largest first.
# Shapes stay one peg apart, and every layout may be mirrored.
HANGINGS = (
    ((1, 0, 4), (6, 2, 2), (9, 0, 2)),
    ((1, 0, 4), (7, 1, 3)),
    ((4, 0, 4), (1, 2, 2), (9, 0, 2)),
    ((1, 1, 3), (8, 1, 3), (5, 0, 2)),
    ((6, 0, 4), (2, 1, 3)),
    ((7, 0, 3), (3, 1, 3), (0, 2, 2)),
    ((2, 0, 3), (6, 2, 2), (9, 1, 2)),
)
# The same beside a large quarter that sits in the bottom right corner.
CORNERED = (
    ((1, 1, 3), (5, 0, 2)),
    ((3, 0, 3),),
    ((4, 1, 2), (1, 0, 2)),
)
# What stands on the shelf of a base: (column, size).
SHELVES = (
    ((1, 3), (5, 2), (8, 2)),
    ((1, 2), (4, 3), (8, 2)),
    ((1, 2), (4, 2), (7, 3)),
)
SHOULDERS = (
    "M13 130a52 52 0 0 1 104 0z",
    "M26 130v-19a20 20 0 0 1 20-20h38a20 20 0 0 1 20 20v19z",
    "M13 130l39-52h26l39 52z",
)
SEAMS = '<path class="cover__seams" d="M156 0v130M0 65h312"/>'  # between four tiles
LARGE_SHAPES = ("disc", "ring", "quarter", "triangle", "ring")
SMALL_SHAPES = ("disc", "ring", "bar", "triangle", "quarter", "bracket")
STANDING_SHAPES = ("disc", "ring", "triangle", "post", "arch", "bracket")
TONES = (
    ("strong", "mark", "soft"),
    ("strong", "soft", "mark"),
    ("strong", "mark", "strong"),
    ("soft", "strong", "mark"),
    ("mark", "strong", "soft"),
)


@lru_cache(maxsize=4096)
def cover_svg(key: str, family: str, *, kind: str) -> str:
    """Return the cover of the `kind` of thing (resource, base, collection, person) named `key`."""
    columns = SQUARE if kind == "person" else COLUMNS
    return _svg(columns, _family(family), _board(columns), _composition(key, kind))


def mosaic_svg(keys_and_families) -> str:
    """Return the cover of a collection: the covers of its first four resources, as four tiles."""
    shown = list(keys_and_families)[:4]
    tiles = [_tile(place, *shown[place : place + 1]) for place in range(4)]
    return _svg(COLUMNS, "mosaic", "".join(tiles), SEAMS)


def _svg(columns, name, board, shapes):
    framing = ' preserveAspectRatio="xMidYMid slice"' if name == "mosaic" else ""
    # Safe: made of numbers and of the class names above, never of the key itself.
    return mark_safe(
        f'<svg class="cover cover--{name}" viewBox="0 0 {columns * PEG} {ROWS * PEG}"'
        f'{framing} aria-hidden="true" focusable="false">{board}{shapes}</svg>'
    )


def _family(name):
    return name if name in FAMILIES else NEUTRAL


def _board(columns, above=3 * ROWS):
    """Return the ground and its pegs, going on `above` for a frame that is taller than a cover.

    Pegs are one dashed line up each column, whose dashes are round and have no length.
    """
    top, height = -above * PEG, (ROWS + above) * PEG
    columns_of_pegs = f"m{PEG}-{height}v{height}" * (columns - 1)
    return (
        f'<path class="cover__ground" d="M0 {top}h{columns * PEG}v{height}H0z"/>'
        f'<path class="cover__pegs" d="M13 {top + 13}v{height}{columns_of_pegs}"/>'
    )


def _tile(place, key_and_family=None):
    """Return one quarter of a mosaic: a small cover, or a bare board when there is none."""
    key, family = key_and_family or (None, NEUTRAL)
    x, y = place % 2 * COLUMNS * PEG // 2, place // 2 * ROWS * PEG // 2
    shapes = _composition(key, "resource") if key else ""
    return (
        f'<g class="cover--{_family(family)}" transform="translate({x} {y}) scale(.5)">'
        f"{_board(COLUMNS, above=0)}{shapes}</g>"
    )


def _composition(key, kind):
    draw = {"base": _standing, "person": _portrait}.get(kind, _hanging)
    return draw(_Chance(f"{kind if kind in ('base', 'person') else 'resource'}:{key}"))


def _hanging(chance):
    """Return two or three shapes hung on pegs, now and then beside a quarter in a corner."""
    cornered = chance.of(4) == 0
    slots = chance.among(CORNERED if cornered else HANGINGS)
    tones = chance.among(
        [tones for tones in TONES if "mark" in tones[: len(slots) + cornered]]
    )
    mirrored = chance.of(2) == 1
    names, shapes = [], []
    if cornered:
        shapes.append(_corner(tones[0], mirrored=mirrored))
        tones = tones[1:]
    for (column, row, size), tone in zip(slots, tones, strict=False):
        fitting = LARGE_SHAPES if size > 2 else SMALL_SHAPES
        names.append(chance.among([name for name in fitting if name not in names]))
        if mirrored:
            column = COLUMNS - 1 - column - size
        slot = _Slot(13 + column * PEG, 13 + row * PEG, size * PEG)
        shapes.append(SHAPES[names[-1]](slot, tone, chance.of(4)))
    return "".join(shapes)


def _corner(tone, *, mirrored):
    """Return a quarter of disc that sits on the edge, in one of the two bottom corners."""
    r, right = 4 * PEG, COLUMNS * PEG
    top = ROWS * PEG - r
    if mirrored:
        return _filled(tone, f"M0 {top}a{r} {r} 0 0 1 {r} {r}H0z")
    return _filled(tone, f"M{right} {top}a{r} {r} 0 0 0-{r} {r}h{r}z")


def _standing(chance):
    """Return a shelf with three shapes on it: the space where an organisation keeps its things."""
    slots, tones = chance.among(SHELVES), chance.among(TONES)
    shelf, names = 4 * PEG, []
    shapes = [_filled(tones[0], f"M13 {shelf}h{(COLUMNS - 1) * PEG}v13H13z")]
    for (column, size), tone in zip(slots, tones[1:] + tones[:1], strict=True):
        names.append(
            chance.among([name for name in STANDING_SHAPES if name not in names])
        )
        slot = _Slot(13 + column * PEG, shelf - size * PEG, size * PEG)
        shapes.append(SHAPES[names[-1]](slot, tone, 1))
    return "".join(shapes)


def _portrait(chance):
    """Return a head above shoulders, without a face: a person."""
    shoulders, head, _ = chance.among(TONES)
    face = chance.among(("disc", "ring"))
    return _filled(shoulders, chance.among(SHOULDERS)) + SHAPES[face](
        _Slot(39, 13, 52), head, 0
    )


@dataclass(frozen=True)
class _Slot:
    """The square that one shape fills: its top left corner and its side."""

    x: int
    y: int
    side: int

    @property
    def middle(self):
        return self.x + self.side // 2, self.y + self.side // 2


class _Chance:
    """A draw of small numbers from a key: the same key always draws the same ones."""

    def __init__(self, key):
        self._left = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")

    def of(self, count):
        self._left, drawn = divmod(self._left, count)
        return drawn

    def among(self, choices):
        return choices[self.of(len(choices))]


def _filled(tone, path):
    return f'<path class="cover__shape--{tone}" d="{path}"/>'


def _disc(slot, tone, _turn):
    x, y = slot.middle
    return (
        f'<circle class="cover__shape--{tone}" cx="{x}" cy="{y}" r="{slot.side // 2}"/>'
    )


def _ring(slot, tone, _turn):
    x, y = slot.middle
    stroke = slot.side // 4 if slot.side == 2 * PEG else slot.side // 5
    radius = (slot.side - stroke) / 2
    return (
        f'<circle class="cover__line--{tone}" cx="{x}" cy="{y}" r="{radius:g}"'
        f' stroke-width="{stroke}"/>'
    )


def _quarter(slot, tone, turn):
    x, y, side = slot.x, slot.y, slot.side
    return _filled(
        tone,
        (
            f"M{x} {y}h{side}a{side} {side} 0 0 1-{side} {side}z",
            f"M{x + side} {y}v{side}a{side} {side} 0 0 1-{side}-{side}z",
            f"M{x + side} {y + side}h-{side}a{side} {side} 0 0 1 {side}-{side}z",
            f"M{x} {y + side}v-{side}a{side} {side} 0 0 1 {side} {side}z",
        )[turn],
    )


def _triangle(slot, tone, _turn):
    x, y, side = slot.x, slot.y, slot.side
    return _filled(tone, f"M{x} {y + side}h{side}l-{side // 2}-{side}z")


def _bar(slot, tone, _turn):
    y = slot.middle[1] - PEG // 2
    return (
        f'<rect class="cover__shape--{tone}" x="{slot.x}" y="{y}"'
        f' width="{slot.side}" height="{PEG}" rx="13"/>'
    )


def _post(slot, tone, _turn):
    """Return a bar that stands: half as wide as it is tall."""
    width = slot.side // 2
    return _filled(
        tone, f"M{slot.middle[0] - width // 2} {slot.y}h{width}v{slot.side}h-{width}z"
    )


def _arch(slot, tone, _turn):
    half = slot.side // 2
    return _filled(
        tone,
        f"M{slot.x} {slot.y + slot.side}v-{half}a{half} {half} 0 0 1 {slot.side} 0v{half}z",
    )


def _bracket(slot, tone, turn):
    """Return a square bracket, open to the right, the bottom, the left or the top."""
    x, y, side = slot.x + 6, slot.y + 6, slot.side - 12
    path = (
        f"M{x + side} {y}h-{side}v{side}h{side}",
        f"M{x} {y + side + 6}v-{side + 6}h{side}v{side + 6}",
        f"M{x} {y}h{side}v{side}h-{side}",
        f"M{x} {y}v{side}h{side}v-{side}",
    )[turn]
    return f'<path class="cover__line--{tone}" d="{path}" stroke-width="12"/>'


SHAPES = {
    "disc": _disc,
    "ring": _ring,
    "quarter": _quarter,
    "triangle": _triangle,
    "bar": _bar,
    "post": _post,
    "arch": _arch,
    "bracket": _bracket,
}
