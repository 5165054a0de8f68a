"""Writes all documents again, and finds those that are not what they should be."""

from django.db import transaction

from accounts.profiles import public_profiles
from bases.models import Card
from search import documents, promoted, synonyms
from search.contents import sorted_as
from search.models import SearchDocument
from search.vocabulary import count_again

BATCH = 100


def rebuild(*, after=0, report=lambda last, done: None):
    """Write again the document of each page and of each public profile, in batches.

    Each batch is one transaction: readers are served meanwhile. `after`: the id of the last page
    that was done by a run that did not end; `report(last, done)` is told after each batch.
    """
    done = 0
    while ids := list(_pages().filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            documents.write_pages(ids)
        after, done = ids[-1], done + len(ids)
        report(after, done)
    for profile in public_profiles().select_related("user").iterator(chunk_size=BATCH):
        documents.write_profile(profile)
        done += 1
    synonyms.analyse_all()
    promoted.analyse_all()
    count_again()
    report(after, done)
    return done


def pages_to_rebuild(*, after=0):
    """Return how many pages have a document, of those that come after one."""
    return _pages().filter(pk__gt=after).count()


def build_if_never_built():
    """Write all documents where there is none although pages are published."""
    if not SearchDocument.objects.exists() and _pages().exists():
        rebuild()


def differences():
    """Return the `(what, page ids)` in which documents differ from what is published."""
    published = _pages()
    missing = published.filter(search_document__isnull=True)
    others = SearchDocument.objects.filter(card__live=False)
    stale = [
        card
        for card, title, kept in published.filter(
            search_document__isnull=False
        ).values_list("pk", "title", "search_document__sort_title")
        if sorted_as(title) != kept
    ]
    return [
        ("missing", list(missing.values_list("pk", flat=True))),
        ("not published", list(others.values_list("card", flat=True))),
        ("of another title", stale),
    ]


def mend(ids):
    """Write again, or drop, the documents of the pages of these ids."""
    with transaction.atomic():
        documents.write_pages(ids)


def _pages():
    return Card.objects.filter(live=True).exclude(kind=Card.Kind.NONE).order_by("pk")
