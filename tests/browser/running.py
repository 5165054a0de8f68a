"""Demo portals that run in processes of their own, all on one database and one folder."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

from tests.servers import free_port, wait_for

PROJECT = Path(__file__).resolve().parents[2]


class Portal:
    """What a demo portal is made of: its folder, its address, the variables it runs with."""

    def __init__(self, folder):
        self.folder = folder
        self.place = f"127.0.0.1:{free_port()}"
        self.address = f"http://{self.place}"

    def load(self, variables):
        """Make the database and fill it, for servers that run with these variables."""
        self.environment = {
            **os.environ,
            **variables,
            "DJANGO_SETTINGS_MODULE": "labase_site.settings.dev",
            "LABASE_VAR": str(self.folder),
            "LABASE_URL": self.address,
            "PYTHONUNBUFFERED": "1",
        }
        self.environment.pop("DATABASE_URL", None)
        load = [sys.executable, "-m", "tests.browser.loading"]
        subprocess.run(load, check=True, cwd=PROJECT, env=self.environment)

    @contextmanager
    def served(self, *, place=None, settings="labase_site.settings.dev"):
        """Serve the portal, under other settings where some are named; give its address."""
        place = place or f"127.0.0.1:{free_port()}"
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": settings}
        command = [sys.executable, "manage.py", "runserver", "--noreload", place]
        with (self.folder / f"{settings}.log").open("wb") as log:
            server = subprocess.Popen(
                command, cwd=PROJECT, env=environment, stdout=log, stderr=log
            )
            try:
                wait_for(f"http://{place}/")
                yield f"http://{place}"
            finally:
                server.terminate()
                server.wait(timeout=20)

    def write(self, statement, *values):
        """Write in the database what nobody can do on a screen: let time pass."""
        database = sqlite3.connect(self.folder / "labase.sqlite3", timeout=10)
        with closing(database), database:
            changed = database.execute(statement, values).rowcount
        assert changed == 1, statement
