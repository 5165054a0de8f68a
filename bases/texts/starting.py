"""Starts the reading of what waits, once what asked for it is written."""

import os
import subprocess
import sys
from threading import Thread

from django.conf import settings

from bases.texts.lock import ReadingLock

AT_ONCE, DETACHED, NEVER = "at_once", "detached", "never"


def start_reading():
    """Read what waits, as `READ_FILES` says: here and now, in a process apart, or not."""
    if settings.READ_FILES == AT_ONCE:
        from bases.texts.reading import read_waiting

        list(read_waiting())
    elif settings.READ_FILES == DETACHED:
        _detach()


def _detach():
    """Start a process that reads, unless one reads on this machine: it will see what waits."""
    lock = ReadingLock.taken()
    if lock is None:
        return
    try:
        process = _started(lock)
    finally:
        lock.close()
    # Its end is waited for, so that nothing of it stays in the system.
    Thread(target=process.wait, daemon=True).start()


def _started(lock):
    command = [sys.executable, settings.BASE_DIR / "manage.py", "read_files"]
    return subprocess.Popen(
        [*command, f"--lock={lock.descriptor}"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # The lock goes from hand to hand: however many files come in, one process starts.
        pass_fds=[lock.descriptor],
        start_new_session=True,
    )
