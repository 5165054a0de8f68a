"""Writes the documents that search reads."""

from search.folding import folded
from search.models import SearchDocument


def write_document(page, card):
    """Keep the words of a page of some kind; others have no document."""
    if not card.kind:
        return
    text = "\n".join([card.title, card.summary, page.searched_text()])
    SearchDocument.objects.update_or_create(
        card=card, defaults={"title": folded(card.title), "text": folded(text)}
    )
