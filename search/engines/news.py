"""What a database tells of the documents that changed: each dialect reads it in its own way."""

from typing import NamedTuple


class News(NamedTuple):
    """What changed, up to a `position` among the changes of the database.

    `documents`: those that changed, as a set, None where it cannot be told; `unsure`: those of
    which what is read now may still be undone.
    """

    position: str | None
    documents: set | None
    unsure: frozenset = frozenset()
