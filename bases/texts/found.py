"""What search asks of the texts of files, and how it is told of them."""

from django.dispatch import Signal

from bases.models import FilePage

# Sent in the transaction that wrote the text of a file, with `document`: the layers above write
# again what they keep of the pages that give it (`document.uses`).
text_read = Signal()


def pages_of_files(document_ids):
    """Return `{document_id: [(number, text), …]}`: the pages that hold a text, in order.

    A document of which nothing was read is not in it. One query, whatever their number.
    """
    pages = FilePage.objects.filter(file_text__in=document_ids)
    found = {}
    for pk, number, text in pages.order_by("file_text", "number").values_list(
        "file_text", "number", "text"
    ):
        found.setdefault(pk, []).append((number, text))
    return found
