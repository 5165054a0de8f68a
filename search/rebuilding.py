"""Writes all documents again, and finds those that are not what they should be."""

from django.db import transaction

from accounts.profiles import public_profiles
from bases.models import Card
from search import documents, promoted, synonyms
from search.models import SearchDocument
from search.resuming import Run
from search.vocabulary import count_again

BATCH = 100


def rebuild(run, *, report=lambda last, done: None):
    """Write again the document of each page and of each public profile, in batches.

    Each batch is one transaction: readers are served meanwhile. `run`: the `search.resuming.Run`
    that it goes on with; `report(last, done)` is told after each batch.
    """
    done = 0
    while ids := list(
        _pages().filter(pk__gt=run.after).values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            run.keep(ids[-1])
            documents.write_pages(ids, counted=False)
        done += len(ids)
        report(run.after, done)
    for profile in public_profiles().select_related("user").iterator(chunk_size=BATCH):
        documents.write_profile(profile)
        done += 1
    run.check()
    synonyms.analyse_all()
    promoted.analyse_all()
    count_again()
    report(run.after, done)
    return done


def pages_to_rebuild(*, after=0):
    """Return how many pages have a document, of those that come after one."""
    return _pages().filter(pk__gt=after).count()


def build_if_never_built():
    """Write all documents where there is none although pages are published."""
    if not SearchDocument.objects.exists() and _pages().exists():
        run = Run()
        rebuild(run)
        run.end()


def differences():
    """Yield the `(what, page ids)` in which documents differ from what is published, by batches."""
    published = _pages()
    missing = published.filter(search_document__isnull=True)
    yield "missing", list(missing.values_list("pk", flat=True))
    others = SearchDocument.objects.filter(card__live=False)
    yield "not published", list(others.values_list("card", flat=True))
    ids = list(published.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield "out of date", documents.out_of_date(ids[start : start + BATCH])


def mend(ids):
    """Write again, or drop, the documents of the pages of these ids."""
    with transaction.atomic():
        documents.write_pages(ids)


def _pages():
    return Card.objects.filter(live=True).exclude(kind=Card.Kind.NONE).order_by("pk")
