"""What staff show before the answers to some questions."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bases.access import visible_to
from bases.listing import presented
from bases.models import Card
from search.models import PromotedPage, PromotedQuestion
from search.words import asked_words, folded, stem

SHOWN = 3
# Promotions of one question that are looked at: some may be of pages that the reader may not open.
LOOKED_AT = 30
LONGEST = PromotedQuestion._meta.get_field("stems").max_length


def promoted_for(reader, words):
    """Return what is shown before the answers to `words`: rows of listings, with a `sentence`.

    Three at most, of what `reader` may open. One query where nothing is promoted.
    """
    stems = compared(words)
    sentences = _sentences(stems) if stems else {}
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


def analyse_all():
    """Write again the questions of all, after words came to be compared in another way."""
    for promoted in PromotedPage.objects.all():
        analyse(promoted)


def compared(words):
    """Return a question as it is compared with another: stems, whatever their order."""
    return " ".join(sorted(set(map(stem, asked_words(folded(words))))))[:LONGEST]


def _sentences(stems):
    """Return `{page: sentence}` of what is promoted today, the oldest choice first."""
    today = timezone.localdate()
    started = Q(starts_on=None) | Q(starts_on__lte=today)
    not_ended = Q(ends_on=None) | Q(ends_on__gte=today)
    found = PromotedPage.objects.filter(started, not_ended, questions__stems=stems)
    return dict(found.order_by("pk").values_list("page", "sentence")[:LOOKED_AT])
