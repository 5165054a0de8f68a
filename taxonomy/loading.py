"""Loads our own copy of the vocabularies, once for each entry: staff have it from then on."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from taxonomy.models import (
    ActorType,
    Audience,
    Licence,
    LoadedEntry,
    Nature,
    Territory,
    Theme,
    ThemeCategory,
)
from taxonomy.slugs import slug_of

FOLDER = Path(__file__).parent / "data"
# Room between two entries, for those that staff put there.
POSITION_STEP = 10


class NoParent(Exception):
    """Raised for an entry that stands within another, which staff removed."""


@dataclass(frozen=True)
class Vocabulary:
    """A list of ours: its file, its model, and how a row of one becomes a row of the other."""

    model: type
    file: str
    values: Callable
    key: Callable = lambda row: row["name"]

    @property
    def name(self):
        """The name under which its entries are remembered."""
        return self.model._meta.model_name

    def rows(self):
        """Return the rows of its file."""
        with (FOLDER / self.file).open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


@dataclass
class Loading:
    """What the loading of one vocabulary did: how many were added, known already, left out."""

    vocabulary: Vocabulary
    added: int = 0
    known: int = 0
    left_out: list = field(default_factory=list)


def load_vocabularies():
    """Add the entries of our lists that were never loaded; return one `Loading` for each list.

    Whatever staff did with an entry since (renamed, moved, merged, deleted) is theirs.
    """
    with transaction.atomic():
        return [_load(vocabulary) for vocabulary in VOCABULARIES]


def _load(vocabulary):
    loading = Loading(vocabulary)
    remembered = LoadedEntry.objects.filter(vocabulary=vocabulary.name)
    known = set(remembered.values_list("key", flat=True))
    for rank, row in enumerate(vocabulary.rows(), start=1):
        key = vocabulary.key(row)
        if key in known:
            loading.known += 1
            continue
        try:
            values = vocabulary.values(row)
        except NoParent:
            loading.left_out.append(key)
            continue
        _add(vocabulary.model, {"position": rank * POSITION_STEP, **values})
        LoadedEntry.objects.create(vocabulary=vocabulary.name, key=key)
        loading.added += 1
    return loading


def _add(model, values):
    """Write an entry, unless staff made one of the same name, address or code before us."""
    values = {"slug": slug_of(values["name"]), **values}
    unique = {f.name for f in model._meta.fields if f.unique} & values.keys()
    if not model.objects.filter(
        Q(*((name, values[name]) for name in unique), _connector=Q.OR)
    ).exists():
        model.objects.create(**values)


def _described(row, *names):
    return {name: row[name] for name in ("name", "definition", *names)}


def _yes(row, *names):
    return {name: row[name] == "yes" for name in names}


def _parent(model, **identity):
    parent = model.objects.filter(**identity).first()
    if parent is None:
        raise NoParent
    return parent


def _theme(row):
    return {
        "name": row["theme"],
        "definition": row["definition"],
        "category": _parent(ThemeCategory, slug=slug_of(row["category"])),
    }


def _audience(row):
    groups = {
        "Bénéficiaires": Audience.Group.BENEFICIARIES,
        "Professionnels": Audience.Group.PROFESSIONALS,
    }
    return {**_described(row), "group": groups[row["group"]]}


def _territory(row):
    code, parent = row["code"], row["parent"]
    return {
        "code": code,
        "name": row["name"],
        "slug": slug_of(f"{code} {row['name']}"),
        "level": row["level"],
        "parent": _parent(Territory, code=parent) if parent else None,
    }


def _licence(row):
    rights = _yes(row, "allows_remix", "allows_commercial", "share_alike")
    return {**_described(row, "spdx", "url"), **rights}


# A vocabulary comes after the one that its entries stand within.
VOCABULARIES = [
    Vocabulary(
        ThemeCategory, "theme_categories.csv", lambda row: _described(row, "family")
    ),
    Vocabulary(Theme, "themes.csv", _theme, key=lambda row: row["theme"]),
    Vocabulary(Nature, "resource_types.csv", _described),
    Vocabulary(Audience, "audiences.csv", _audience),
    Vocabulary(Territory, "territories.csv", _territory, key=lambda row: row["code"]),
    Vocabulary(Licence, "licences.csv", _licence, key=lambda r: r["spdx"] or r["name"]),
    Vocabulary(
        ActorType,
        "actor_types.csv",
        lambda row: {**_described(row), **_yes(row, "verified")},
    ),
]
