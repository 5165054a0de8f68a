"""Four portals in databases of their own, of which one at a time answers."""

import io
import itertools
import random
import tempfile
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)

from benchmarks.readers import Readers
from home.scale.bases import close_bases
from home.scale.portal import grow

SMALL = {"bases": 2, "fiches": 12}


class Portals:
    """Builds the portals, one from the other; `use` chooses which one answers."""

    def __init__(self, *, bases, fiches):
        self.bases, self.fiches = bases, fiches
        self.databases = {}

    def __enter__(self):
        setup_test_environment()
        self.folder = tempfile.TemporaryDirectory()
        if connection.vendor == "sqlite":
            file = Path(self.folder.name) / "portal.sqlite3"
            connection.settings_dict["TEST"]["NAME"] = str(file)
        self.old = setup_databases(verbosity=0, interactive=False)
        self.databases["small"] = connection.settings_dict["NAME"]
        self._build()
        return self

    def __exit__(self, *failure):
        # Each was copied from the one before, and is named after it.
        for source, copy in reversed(list(itertools.pairwise(self.databases))):
            self.use(source)
            connection.creation.destroy_test_db(suffix=copy, verbosity=0)
        teardown_databases(self.old, verbosity=0)
        teardown_test_environment()
        self.folder.cleanup()

    def use(self, name):
        """Make the portal of this name answer."""
        connection.close()
        connection.settings_dict["NAME"] = self.databases[name]

    def _build(self):
        call_command("load_vocabularies", stderr=io.StringIO())
        grow(**SMALL, closed=0, seed=0)
        self._ready()
        self._clone("without")
        half = {"bases": self.bases // 2, "fiches": self.fiches // 2}
        staying = grow(closed=0, seed=1, **half)
        self.readers = Readers(staying)
        self._ready()
        self._clone("open")
        closing = grow(closed=0, seed=2, **half)
        self.readers.join(closing)
        self._ready()
        self._clone("closed")
        close_bases(random.Random(3), closing, self.readers.others)
        self._ready()

    def _clone(self, name):
        """Copy the portal that answers, and use the copy."""
        copy = connection.creation.get_test_db_clone_settings(name)
        connection.close()
        connection.creation.clone_test_db(name, verbosity=0, autoclobber=True)
        self.databases[name] = copy["NAME"]
        self.use(name)

    def _ready(self):
        """Do what PostgreSQL does by itself some time after so many rows were written."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
