"""What lets a test walk a table of cases without building its world again for each."""

from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction
from wagtail.models import Site


@contextmanager
def rolled_back():
    """Undo what is done inside, in the database and in the caches of the process.

    Python objects keep what was set on them, and files stay: a case loads again what it changes.
    """
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        cache.clear()
        Site.clear_site_root_paths_cache()
