"""The suite of search runs on each engine: on Elasticsearch where ELASTICSEARCH_URL names one."""

from itertools import count

import pytest
from django.conf import settings
from django.db import connection

numbers = count(1)


@pytest.fixture
def queries_again():
    """How many queries a question takes besides, in the transaction that wrote what it finds.

    What it wrote itself, cards and people, may still be undone: PostgreSQL tells it each time.
    """
    return 0 if connection.vendor == "sqlite" else 2


@pytest.fixture(autouse=True)
def _index_of_its_own(request, worker_id):
    """Give a test an index in Elasticsearch, empty as its database is."""
    if not settings.ELASTICSEARCH_URL or "db" not in request.fixturenames:
        yield
        return
    from search.indexing import build_index
    from search.models import SearchIndex
    from search.outbox import client

    server = client()
    with pytest.MonkeyPatch.context() as patched:
        name = f"labase-test-{worker_id}-{next(numbers)}"
        patched.setattr(settings, "ELASTICSEARCH_INDEX", name)
        request.getfixturevalue("db")
        build_index(server)
        names = SearchIndex.objects.values_list("name", flat=True)
        built = [*names]
        yield
        # Another may have been made since, and that one forgotten.
        server.options(request_timeout=30).indices.delete(
            index=sorted({*built, *names}), ignore_unavailable=True
        )
