"""What staff show before the answers to some questions."""

from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bases.access import visible_to
from bases.listing import presented
from bases.models import Card
from search.models import PromotedPage, PromotedQuestion
from search.words import asked_words, folded, stem

KEPT, KEPT_FOR = "search-promoted", 60
SHOWN = 3
# Promotions of one question that are looked at: some may be of pages that the reader may not open.
LOOKED_AT = 30
LONGEST = PromotedQuestion._meta.get_field("stems").max_length


def promoted_for(reader, words):
    """Return what is shown before the answers to `words`: rows of listings, with a `sentence`.

    Three at most, of what `reader` may open. No query where nothing is promoted: to which questions
    something is, is read once a minute, and once one is written.
    """
    asked_for = cache.get_or_set(KEPT, _questions, KEPT_FOR)
    stems = compared(words)
    sentences = _sentences(stems) if stems in asked_for else {}
    if not sentences:
        return []
    cards = Card.objects.filter(page__in=sentences)
    rows = presented(visible_to(reader, among=cards), user=reader)
    order = list(sentences)
    rows.sort(key=lambda row: order.index(row["page_id"]))
    return [{**row, "sentence": sentences[row["page_id"]]} for row in rows[:SHOWN]]


def analyse(promoted):
    """Write again the questions of a promoted page as search compares them."""
    lines = promoted.words.splitlines()
    stems = dict.fromkeys(filter(None, map(compared, lines)))
    with transaction.atomic():
        promoted.questions.all().delete()
        PromotedQuestion.objects.bulk_create(
            PromotedQuestion(promoted=promoted, stems=each) for each in stems
        )
    forget_questions()


def forget_questions():
    """Read again to which questions something is promoted: here now, for all once committed."""
    cache.delete(KEPT)
    transaction.on_commit(partial(cache.delete, KEPT))


def analyse_all():
    """Write again the questions of all, after words came to be compared in another way."""
    for promoted in PromotedPage.objects.all():
        analyse(promoted)


def compared(words):
    """Return a question as it is compared with another: stems, whatever their order."""
    return " ".join(sorted(set(map(stem, asked_words(folded(words))))))[:LONGEST]


def _questions():
    return frozenset(PromotedQuestion.objects.values_list("stems", flat=True))


def _sentences(stems):
    """Return `{page: sentence}` of what is promoted today, the oldest choice first."""
    today = timezone.localdate()
    started = Q(starts_on=None) | Q(starts_on__lte=today)
    not_ended = Q(ends_on=None) | Q(ends_on__gte=today)
    found = PromotedPage.objects.filter(started, not_ended, questions__stems=stems)
    return dict(found.order_by("pk").values_list("page", "sentence")[:LOOKED_AT])
