"""The database and the cache: tuned where nothing is asked for, elsewhere by one variable."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler

from labase_site.settings.base import SQLITE

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 1,  # normal: safe with WAL, and no wait for the disk at each commit
    "foreign_keys": 1,
    "temp_store": 2,  # in memory
    "mmap_size": 2**31 - 2**16,
    "cache_size": -32_000,
    "busy_timeout": 20_000,
}


@pytest.fixture
def sqlite_file(tmp_path, django_db_blocker):
    """A connection to a SQLite file, set as the portal's own."""
    handler = ConnectionHandler(
        {"default": {**SQLITE, "NAME": tmp_path / "essai.sqlite3"}}
    )
    with django_db_blocker.unblock():
        connection = handler["default"]
        connection.ensure_connection()
        yield connection
        connection.close()


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_a_pragma_is_in_force_on_sqlite(pragma, sqlite_file):
    with sqlite_file.cursor() as cursor:
        value = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]

    assert value == PRAGMAS[pragma]


def test_a_transaction_on_sqlite_takes_the_place_of_the_writer_when_it_starts(
    sqlite_file,
):
    other = sqlite3.connect(
        sqlite_file.settings_dict["NAME"], timeout=0, isolation_level=None
    )

    sqlite_file.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    sqlite_file.rollback()
    other.close()


SHOW_ENGINES = """
from django.conf import settings
database, cache = settings.DATABASES["default"], settings.CACHES["default"]
print(database["ENGINE"].split(".")[-1], database["NAME"], database["HOST"] or "-")
print(cache["BACKEND"].split(".")[-1], cache.get("LOCATION", "-"))
print(database["CONN_MAX_AGE"], database.get("CONN_HEALTH_CHECKS"))
"""


def engines(tmp_path, **variables):
    """Return what a process started with these variables runs on, one word after the other."""
    shown = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{SHOW_ENGINES}"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "labase_site.settings.dev",
            "LABASE_VAR": str(tmp_path),
            **variables,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return shown.stdout.splitlines()


def test_nothing_has_to_be_installed_beside_the_portal(tmp_path):
    database, cache, _connections = engines(tmp_path)

    assert database.startswith(f"sqlite3 {tmp_path}/")
    assert cache == "LocMemCache -"


def test_one_variable_asks_for_postgresql_on_kept_connections(tmp_path):
    database, _cache, connections = engines(
        tmp_path, DATABASE_URL="postgresql://moi:secret@base.example:5433/portail"
    )

    assert database == "postgresql portail base.example"
    assert connections == "None True"


def test_one_variable_asks_for_redis(tmp_path):
    _database, cache, _connections = engines(
        tmp_path, REDIS_URL="redis://cache.example:6380/2"
    )

    assert cache == "RedisCache redis://cache.example:6380/2"
