"""French typography: the spaces that keep a sign with its word."""

import re

NARROW = "\u202f"
PART = re.compile(r"(<[^>]*>)")
BEFORE = re.compile(r"[ \u00a0]([;!?:»])")
AFTER = re.compile(r"«[ \u00a0]")
UNIT = re.compile(r"(\d) (h|min|s|ko|Mo|Go|€|%|pages?|fiches?|personnes?)\b")


def typeset(html):
    """Return `html` with the narrow spaces of French before `; : ! ? »` and after `«`.

    Only text changes: what stands inside tags is left alone.
    """
    parts = PART.split(html)
    parts[::2] = map(_typeset_text, parts[::2])
    return "".join(parts)


def _typeset_text(text):
    text = BEFORE.sub(rf"{NARROW}\1", text)
    text = AFTER.sub(f"«{NARROW}", text)
    return UNIT.sub("\\1\u00a0\\2", text)
