"""Which documents wait to be read: those that come in, and those that get another file."""

from django.db import transaction

from bases.models import FilePage, FileText, PortalDocument
from bases.texts import outcomes
from bases.texts.formats import READERS
from bases.texts.found import text_read
from bases.texts.starting import start_reading

BATCH = 500


def follow_document(document):
    """Ask for the text of a document that was just saved, where its file is another one.

    What was read of the former file goes at once.
    """
    with transaction.atomic():
        asked = FileText.objects.select_for_update().filter(pk=document.pk).first()
        if asked and (asked.sha256, asked.extension) == _file_of(document):
            return
        if asked:
            asked.delete()
        ask_for_texts([document])


def ask_for_texts(documents):
    """Have the files of `documents` read soon; those that somebody asked for are left alone.

    What was read already in another document is copied: in few queries, whatever their number.
    Return the texts that were asked for here.
    """
    with transaction.atomic():
        documents = _not_asked_for(documents)
        twins = _twins_of(documents)
        rows = [_row_of(each, twins.get(_file_of(each))) for each in documents]
        FileText.objects.bulk_create(rows, batch_size=BATCH)
        FilePage.objects.bulk_create(_copied_pages(rows, twins), batch_size=BATCH)
        if any(row.state == outcomes.WAITING for row in rows):
            # What was sent is kept, whatever becomes of its reading.
            transaction.on_commit(start_reading, robust=True)
    return rows


def ask_for_missing_texts():
    """Ask for the texts of documents that came in without a word of it."""
    missing = PortalDocument.objects.filter(text__isnull=True).order_by("pk")
    while batch := list(missing[:BATCH]):
        with transaction.atomic():
            asked = ask_for_texts(batch)
            read = {text.pk for text in asked if text.state == outcomes.READ}
            for document in batch:
                if document.pk in read:
                    text_read.send(sender=FileText, document=document)


def ask_for_all_again():
    """Have every file read again; what is known of it stays until then."""
    read = FileText.objects.exclude(state=outcomes.OTHER_FORMAT)
    read.update(state=outcomes.WAITING, taken_at=None, attempts=0)


def hold_text(document):
    """Keep others from writing the text of a document that is being deleted."""
    texts = FileText.objects.select_for_update().filter(pk=document.pk)
    list(texts.values_list("pk"))


def _not_asked_for(documents):
    """Return those of which no text is asked for, which others may not ask for meanwhile."""
    ids = [document.pk for document in documents]
    held = PortalDocument.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    list(held.values_list("pk"))
    asked = set(FileText.objects.filter(pk__in=ids).values_list("pk", flat=True))
    return [document for document in documents if document.pk not in asked]


def _file_of(document):
    return document.sha256, document.file_extension.lower()[:20]


def _twins_of(documents):
    """Return `{file: FileText}`: for each of the files, one that was read already."""
    hashes = {
        digest
        for digest, extension in map(_file_of, documents)
        if digest and extension in READERS
    }
    read = FileText.objects.filter(sha256__in=hashes, state=outcomes.READ)
    one_each = {}
    for pk, *file in read.values_list("pk", "sha256", "extension").order_by("pk"):
        one_each.setdefault(tuple(file), pk)
    texts = FileText.objects.prefetch_related("pages").in_bulk(one_each.values())
    return {file: texts[pk] for file, pk in one_each.items() if pk in texts}


def _row_of(document, twin):
    sha256, extension = _file_of(document)
    row = FileText(document_id=document.pk, sha256=sha256, extension=extension)
    if extension not in READERS:
        row.state = outcomes.OTHER_FORMAT
    elif twin:
        row.state = outcomes.READ
        row.page_count, row.read_at = twin.page_count, twin.read_at
    return row


def _copied_pages(rows, twins):
    for row in rows:
        if row.state == outcomes.READ:
            for page in twins[row.sha256, row.extension].pages.all():
                yield FilePage(file_text_id=row.pk, number=page.number, text=page.text)
