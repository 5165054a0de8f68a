"""Files are read without anybody running anything."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_files_that_are_sent_together_are_read_by_one_process_after_another(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "labase_site.settings.dev",
        "LABASE_VAR": str(tmp_path),
        "READ_FILES": "detached",
    }
    environment.pop("DATABASE_URL", None)

    def run(*command):
        with (tmp_path / "said").open("ab") as said:
            return subprocess.run(
                [sys.executable, *command],
                cwd=PROJECT,
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                stderr=said,
            ).stdout

    run("manage.py", "migrate", "--verbosity=0")
    assert run("-m", "tests.bases.texts.sending", "50") == b"50"
    runs = []
    for _wait in range(100):
        said = (tmp_path / "said").read_text()
        runs = [int(count) for count in re.findall(r"^(\d+) file\(s\) read", said, re.M)]
        if sum(runs) >= 50:
            break
        time.sleep(0.1)
    assert sum(runs) == 50
    # Each of them starts once the one before has ended.
    assert len(runs) <= 5
