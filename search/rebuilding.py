"""Writes all documents again, and finds those that are not what they should be."""

from django.db import transaction

from accounts.profiles import public_profiles
from bases.models import Card
from search import documents, promoted, synonyms
from search.models import SearchDocument
from search.resuming import Run
from search.side_by_side import side_by_side
from search.vocabulary import count_again

BATCH = 200


def rebuild(run, *, processes=1, report=lambda last, done: None):
    """Write again the document of each page and of each public profile, in batches.

    Each batch is one transaction: readers are served meanwhile. `run`: the `search.resuming.Run`
    that it goes on with; `processes`: how many, besides this one, find which documents say what
    they should, and this one writes the others; `report(last, done)` is told after each batch.
    """
    done = 0
    with side_by_side(processes) as each:
        for ids, to_write in _to_write(run.after, each if processes > 1 else None):
            with transaction.atomic():
                run.keep(ids[-1])
                if to_write:
                    documents.write_pages(to_write, counted=False)
            done += len(ids)
            report(run.after, done)
        people = public_profiles().select_related("user")
        for profile in people.iterator(chunk_size=BATCH):
            documents.write_profile(profile)
            done += 1
        run.check()
        synonyms.analyse_all()
        promoted.analyse_all()
        count_again(each=each)
    report(run.after, done)
    return done


def _to_write(after, each):
    """Yield the pages after one, in order and by batches, as `(ids, those to write)`.

    `each`: what finds which ones in other processes; without it, all are written.
    """
    pages = _pages().filter(pk__gt=after)
    batches = _batches(list(pages.values_list("pk", flat=True)))
    return zip(
        batches, each(documents.to_write, batches) if each else batches, strict=True
    )


def pages_to_rebuild(*, after=0):
    """Return how many pages have a document, of those that come after one."""
    return _pages().filter(pk__gt=after).count()


def build_if_never_built():
    """Write all documents where there is none although pages are published."""
    if not SearchDocument.objects.exists() and _pages().exists():
        run = Run()
        rebuild(run)
        run.end()


def differences(*, processes=1):
    """Yield the `(what, page ids)` in which documents differ from what is published, by batches."""
    published = _pages()
    missing = published.filter(search_document__isnull=True)
    yield "missing", list(missing.values_list("pk", flat=True))
    others = SearchDocument.objects.filter(card__live=False)
    yield "not published", list(others.values_list("card", flat=True))
    batches = _batches(list(published.values_list("pk", flat=True)))
    with side_by_side(processes) as each:
        for ids in each(documents.out_of_date, batches):
            yield "out of date", ids


def mend(ids):
    """Write again, or drop, the documents of the pages of these ids."""
    with transaction.atomic():
        documents.write_pages(ids)


def _batches(ids):
    return [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]


def _pages():
    return Card.objects.filter(live=True).exclude(kind=Card.Kind.NONE).order_by("pk")
