"""One reading of files at a time on one machine."""

import fcntl
import os

from django.conf import settings


class ReadingLock:
    """The right to read files on this machine, held until it is closed by all who hold it."""

    def __init__(self, descriptor):
        self.descriptor = descriptor

    @classmethod
    def taken(cls):
        """Return the lock, or None where a process holds it."""
        path = settings.VAR_DIR / "read_files.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            return None
        return cls(descriptor)

    def close(self):
        """Let go of the lock, unless a process that was given it holds it."""
        os.close(self.descriptor)
