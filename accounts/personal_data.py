"""What the portal holds about a person, as each app tells it: the archive is made of it.

Each app registers what it holds by `personal_data` and `personal_files`, and says which fields
that point at a person it covers; what is left out is told by `leaves_out`, with its reason.
"""

from dataclasses import dataclass

# {name: Kind}, in the order in which they are registered, from the lowest app to the highest.
kinds = {}
# {"app.Model.field": the reason, or the name of what holds it}.
covered = {}


@dataclass(frozen=True)
class Kind:
    """One kind of thing that the portal holds about people.

    `rows(person)` yields dictionaries. `files(person)`, if any, yields `(name, stored file)`.
    """

    name: str
    title: str
    rows: object
    files: object = None


def personal_data(name, *, title, covers=(), files=None):
    """Register `rows(person)`: what the archive of a person holds under `name`.

    They yield dictionaries that JSON can hold, about this person and nobody else. `title` says it
    to the person, `covers` lists the fields, `"app.Model.field"`, that point at people there.
    """

    def register(rows):
        kinds[name] = Kind(name, title, rows, files)
        covered.update(dict.fromkeys(covers, name))
        return rows

    return register


def leaves_out(reasons):
    """Say why these fields that point at people, `{"app.Model.field": reason}`, are not told."""
    covered.update(reasons)
