"""What search asks of the texts of files."""

from bases.models import FilePage


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
