"""Commands in processes of their own, on a database of their own, which a test may kill."""

import os
import sqlite3
import subprocess
import sys
import time
import uuid
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg

PROJECT = Path(__file__).resolve().parents[1]
# Seconds in which what a killed command started ends.
PATIENCE = 20


@contextmanager
def own_database(folder):
    """Yield the variables of processes that have a database of their own, of the usual kind."""
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "labase_site.settings.dev",
        "LABASE_VAR": str(folder),
    }
    if url := os.environ.get("DATABASE_URL"):
        name = f"killed_{uuid.uuid4().hex}"
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
            yield {**variables, "DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"}
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
    else:
        yield variables


def run(*command, environment):
    """Run a command to its end; return what it printed."""
    done = subprocess.run(
        _line(command), cwd=PROJECT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done


def kill(*command, environment, after, seconds):
    """Run a command, and kill it so many seconds after `after`, called again and again, is true.

    Processes that it started itself end with it.
    """
    with subprocess.Popen(
        _line(command), cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and not after():
            time.sleep(0.02)
        time.sleep(seconds)
        own = _children_of(process.pid)
        process.kill()
    deadline = time.monotonic() + PATIENCE
    while any(map(_is_at_work, own)):
        assert time.monotonic() < deadline, "what it started goes on by itself"
        time.sleep(0.02)


def value_in(environment, query):
    """Return the only value that a query gives in the database of a process."""
    if url := environment.get("DATABASE_URL"):
        server = psycopg.connect(url)
    else:
        server = sqlite3.connect(Path(environment["LABASE_VAR"]) / "labase.sqlite3")
    with closing(server):
        [value] = server.execute(query).fetchone()
        return value


def _children_of(pid):
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []


def _is_at_work(pid):
    """Say whether a process goes on: one that ended may wait to be told of."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def _line(command):
    return [sys.executable, "manage.py", *command]
