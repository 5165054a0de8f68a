"""The rows of a file of fiches: JSON, one object a line."""

import hashlib
import json
import re
from dataclasses import astuple, dataclass

from bases.forms import TITLE_LENGTH

IDENTIFIER_LENGTH = 255
BODY_LENGTH = 500_000
# What no database of ours stores.
UNSTORABLE = re.compile("[\0\ud800-\udfff]")


class Unreadable(Exception):
    """A row that cannot be taken; its text tells why."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says, in its own words."""

    identifier: str
    title: str
    summary: str
    body: str
    keywords: tuple
    themes: tuple
    natures: tuple
    licence: str
    files: tuple

    def digest(self, *held):
        """Return what tells this row, with what its files hold, from another."""
        said = json.dumps([*astuple(self), *held])
        return hashlib.sha256(said.encode()).hexdigest()


def row_of(line):
    """Return the row that a line, as bytes, says; raise Unreadable where it says none."""
    given = _object_in(line)
    identifier, title = _identifier(given), " ".join(_text(given, "title").split())
    if not title:
        raise Unreadable("the title is empty")
    if len(title) > TITLE_LENGTH:
        raise Unreadable(
            f"the title has {len(title)} characters: at most {TITLE_LENGTH}, please"
        )
    body = _text(given, "body")
    if len(body) > BODY_LENGTH:
        raise Unreadable(f"the body has more than {BODY_LENGTH:,} characters")
    return Row(
        identifier=identifier,
        title=title,
        summary=" ".join(_text(given, "summary").split()),
        body=body,
        keywords=_texts(given, "keywords"),
        themes=_texts(given, "themes"),
        natures=_texts(given, "natures"),
        licence=_text(given, "licence").strip(),
        files=_texts(given, "files"),
    )


def _object_in(line):
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise Unreadable("not JSON in UTF-8") from broken
    if not isinstance(given, dict):
        raise Unreadable("not a JSON object")
    return given


def _identifier(given):
    identifier = given.get("id")
    if isinstance(identifier, int) and not isinstance(identifier, bool):
        identifier = str(identifier)
    identifier = _checked("id", identifier).strip()
    if not 0 < len(identifier) <= IDENTIFIER_LENGTH:
        raise Unreadable(f"“id” must have 1 to {IDENTIFIER_LENGTH} characters")
    return identifier


def _text(given, name):
    value = given.get(name)
    return "" if value is None else _checked(name, value)


def _texts(given, name):
    values = given.get(name)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise Unreadable(f"“{name}” must be a list of texts")
    words = (" ".join(_checked(name, value).split()) for value in values)
    return tuple(dict.fromkeys(word for word in words if word))


def _checked(name, value):
    if not isinstance(value, str):
        raise Unreadable(f"“{name}” must be a text")
    if UNSTORABLE.search(value):
        raise Unreadable(f"“{name}” has characters that cannot be stored")
    return value
