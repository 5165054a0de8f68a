"""Makes the index that Elasticsearch answers from, beside the one that it has."""

from django.conf import settings
from django.db import transaction

from search.models import SearchDocument, SearchIndex
from search.outbox import MAPPINGS, PATIENCE, SETTINGS, write
from search.resuming import TakenOver

BATCH = 500


def build_index(server, *, report=lambda done: None):
    """Make an index of all documents and answer from it from then on.

    What changes meanwhile waits and is told after; the database answers until then. A build that
    fails leaves the former index, which is told of what waits; one that is killed leaves it too,
    and it is asked of nothing before another build ends.
    """
    # From here on changes are kept: what is read below may be older than they are.
    build = _begin()
    name = f"{settings.ELASTICSEARCH_INDEX}-{build}"
    server = server.options(request_timeout=PATIENCE)
    try:
        done = _fill(server, name, _checking(build, report))
        if not _mine(build).update(name=name, is_building=False):
            raise TakenOver
    except BaseException as stopped:
        if not _mine(build).exists():
            raise TakenOver from stopped
        _mine(build).exclude(name="").update(is_building=False)
        raise
    _drop_others(server, name)
    return done


def _begin():
    """Return the number of a build, which takes over from any other."""
    with transaction.atomic():
        SearchIndex.objects.get_or_create()
        index = SearchIndex.objects.select_for_update().get()
        index.build = max(index.build or 0, _number(index.name)) + 1
        index.is_building = True
        index.save(update_fields=["build", "is_building"])
    return index.build


def _mine(build):
    return SearchIndex.objects.filter(build=build)


def _checking(build, report):
    def checked(done):
        report(done)
        if not _mine(build).exists():
            raise TakenOver

    return checked


def _number(name):
    return int(name.rpartition("-")[2] or 0)


def _fill(server, name, report):
    server.indices.delete(index=name, ignore_unavailable=True)
    server.indices.create(index=name, mappings=MAPPINGS, settings=SETTINGS)
    left = SearchDocument.objects.order_by("pk").values_list("pk", flat=True)
    done = 0
    while batch := list(left[:BATCH]):
        write(server, name, batch, version=1, refresh=False)
        done, left = done + len(batch), left.filter(pk__gt=batch[-1])
        report(done)
    server.indices.refresh(index=name)
    return done


def _drop_others(server, name):
    """Drop the former indexes of this portal: one of a longer name is on the same server."""
    prefix = f"{settings.ELASTICSEARCH_INDEX}-"
    for each in server.indices.get(index=f"{prefix}*"):
        if each.removeprefix(prefix).isdecimal() and each != name:
            server.indices.delete(index=each, ignore_unavailable=True)
