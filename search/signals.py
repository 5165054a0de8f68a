"""Keeps the search documents right, whoever writes."""

from django.dispatch import receiver

from bases.cards import card_written
from search import documents


@receiver(card_written)
def write_document_of_written_page(sender, page, card, **kwargs):
    documents.write_document(page, card)
