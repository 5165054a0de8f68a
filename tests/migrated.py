"""The migrated database of SQLite, made once for all tests of the same migrations.

To migrate takes longer than a hundred tests. What a migration does not write, as triggers and the
words of the list of synonyms, is written after the copy as after any migration.
"""

import fcntl
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

FOLDER = Path(settings.BASE_DIR) / "var" / "tests"
# What a migrated database is made of: its file is another where one of these changes.
MADE_OF = ("requirements*.txt", "*/migrations/*.py", "*/data/*")


class Migrated:
    """The file that keeps a migrated database, for the worker that holds its lock."""

    def __init__(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        self._file = FOLDER / f"{_key()}.sqlite3"
        # Held until it is let go of, or the process ends.
        self._lock = (FOLDER / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._copied = None

    @property
    def is_kept(self):
        """Whether there is one to copy."""
        return self._file.exists()

    def copy(self):
        """Fill with it the database in memory that tests are about to open."""
        # Left open, or the memory would be given back before it is opened again.
        self._copied = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
        with closing(sqlite3.connect(self._file)) as kept:
            kept.backup(self._copied)

    def keep(self):
        """Keep the database that was just migrated, in place of those of other migrations."""
        new = self._file.with_suffix(".new")
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as kept:
            connection.connection.backup(kept)
        for former in FOLDER.glob("*.sqlite3"):
            former.unlink()
        new.rename(self._file)

    def let_go(self):
        """Let other workers have it."""
        if self._copied:
            self._copied.close()
        self._lock.close()


def _key():
    said = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            if path.is_file():
                said.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode())
                said.update(path.read_bytes())
    return said.hexdigest()[:16]
