"""Writes the documents that search reads."""

from bases.bulk import writes_in_bulk
from search.folding import folded
from search.models import SearchDocument


def write_document(page, card):
    """Keep the words of a page of some kind; others have no document."""
    if card.kind:
        SearchDocument.objects.update_or_create(card=card, defaults=words_of(page))


@writes_in_bulk
def write_new_documents(pages):
    """Keep the words of pages just inserted."""
    SearchDocument.objects.bulk_create(
        SearchDocument(card_id=page.pk, **words_of(page))
        for page in pages
        if getattr(page, "kind", "")
    )


def words_of(page):
    """Return the columns of the document of `page`."""
    text = "\n".join([page.title, page.summary, page.searched_text()])
    return {"title": folded(page.title), "text": folded(text)}
