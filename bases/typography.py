"""French typography: the spaces that keep a sign with its word."""

import re

NARROW, FIXED = "\u202f", "\u00a0"
# A tag, in which nothing changes; a sign after a space; an opening one before it; a unit.
SPACED = re.compile(
    r"<[^>]*>|[ \u00a0]([;!?:»])|(«)[ \u00a0]"
    r"|(\d) ((?:h|min|s|ko|Mo|Go|€|%|pages?|fiches?|personnes?)(?!\w))"
)


def typeset(html):
    """Return `html` with the narrow spaces of French before `; : ! ? »` and after `«`.

    And one that does not break between a number and its unit. Only text changes: what stands
    inside tags is left alone.
    """
    return SPACED.sub(_spaced, html)


def _spaced(found):
    closing, opening, digit, unit = found.groups()
    if closing:
        return f"{NARROW}{closing}"
    if opening:
        return f"{opening}{NARROW}"
    return f"{digit}{FIXED}{unit}" if digit else found[0]
