"""A throw-away portal beside that of the operator: its own database, files, cache and mails."""

import logging
import tempfile
import warnings
from contextlib import contextmanager

from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases

from bases.storages.local import LocalStorage


class KeptFiles(LocalStorage):
    """Files that are never deleted: what deletes them is undone in the database."""

    def delete(self, name):
        """Leave the file where it is."""


@contextmanager
def sandbox():
    """Give a database that was just made, and nothing that leads out of it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sandboxed_settings(folder),
        warnings.catch_warnings(action="ignore"),
    ):
        databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
        # Faults are counted: the walk makes some on purpose, and their traces would hide it.
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)
            teardown_databases(databases, verbosity=0)


def sandboxed_settings(folder):
    """Return the settings under which nothing is written, sent or kept outside of `folder`."""
    from django.conf import settings

    return override_settings(
        ALLOWED_HOSTS=["testserver"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        MEDIA_ROOT=folder,
        SECURE_SSL_REDIRECT=False,
        # Forms are sent as soon as they are known.
        SPAM_TIMING=False,
        # Files are read here, whoever sends them elsewhere.
        SENDFILE="",
        # A process apart would read those of the portal beside.
        READ_FILES="never",
        # What is asked is counted at once, so that the walk sees what becomes of it.
        SEARCHES_WRITTEN_AFTER=0,
        STORAGES={
            **settings.STORAGES,
            "default": {"BACKEND": f"{__name__}.{KeptFiles.__name__}"},
        },
    )
