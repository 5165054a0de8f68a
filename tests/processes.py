"""Commands in processes of their own, on a database of their own, which a test may kill."""

import os
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

import psycopg

PROJECT = Path(__file__).resolve().parents[1]


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


def kill(*command, environment, after):
    """Run a command, and kill it after so many seconds."""
    with subprocess.Popen(
        _line(command), cwd=PROJECT, env=environment, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(after)
        process.kill()


def _line(command):
    return [sys.executable, "manage.py", *command]
