"""What people look for, as staff read it: most often, and without an answer."""

from datetime import timedelta

from django.db.models import Count, Max, OuterRef, Q, Subquery, Sum
from django.utils import timezone

from search.models import SoughtWords

# A question that few ask may tell of them: it is counted, and not shown.
SHOWN_FROM = 3


def most_sought(*, days, without_answer=False):
    """Return `{words, kind, asked, found, last}` of what was looked for in the last `days`.

    The most frequent first; with `without_answer`, what nothing answers, the last time.
    """
    found = _questions(days).filter(asked__gte=SHOWN_FROM).annotate(found=_last_found())
    if without_answer:
        found = found.filter(found=0)
    return found.order_by("-asked", "words", "kind")


def too_rare(*, days):
    """Return how many different questions of the last `days` are not shown, as few asked them."""
    few = Q(asked__lt=SHOWN_FROM)
    return _questions(days).aggregate(few=Count("words", filter=few))["few"]


def _questions(days):
    since = timezone.localdate() - timedelta(days=days - 1)
    rows = SoughtWords.objects.filter(day__gte=since).values("words", "kind")
    return rows.annotate(asked=Sum("times"), last=Max("day"))


def _last_found():
    same = SoughtWords.objects.filter(words=OuterRef("words"), kind=OuterRef("kind"))
    return Subquery(same.order_by("-day").values("found")[:1])
