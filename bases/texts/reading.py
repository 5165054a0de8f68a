"""Reads the files that wait, one after the other, and writes their pages."""

import logging
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from bases.models import FilePage, FileText
from bases.texts import bounds, outcomes
from bases.texts.found import text_read
from bases.texts.lock import ReadingLock
from bases.texts.process import Reading, read_apart
from bases.texts.waiting import ask_for_missing_texts

# A file that ends whoever reads it is left after so many.
ATTEMPTS = 3
COPY_CHUNK = 1024 * 1024

logger = logging.getLogger(__name__)


def read_waiting():
    """Read what waits, and yield each `FileText` once it was read, or could not be for now."""
    ask_for_missing_texts()
    while (taken := _take_one()) is not None:
        try:
            _read(taken)
        # One file never stops the others: it is tried again once others may take it over.
        except Exception as error:
            logger.exception("Document %s cannot be read", taken.pk)
            taken.detail = f"{type(error).__name__}: {error}"
        yield taken


def read_while_any_waits(lock):
    """Read what waits, as long as something comes in while this process holds `lock`."""
    while lock is not None:
        try:
            yield from read_waiting()
        finally:
            lock.close()
        # What came in before the lock was free counted on whoever held it.
        lock = ReadingLock.taken() if _free().exists() else None


def taken_for():
    """Return how long a file stays with who took it, before it is taken over."""
    return timedelta(seconds=4 * settings.READ_FILES_SECONDS + 60)


def _free():
    taken_over = Q(taken_at=None) | Q(taken_at__lt=timezone.now() - taken_for())
    return FileText.objects.filter(taken_over, state=outcomes.WAITING)


def _take_one():
    """Return the first text that waits, taken: nobody else takes it meanwhile."""
    while (first := _free().order_by("pk").first()) is not None:
        first.taken_at = timezone.now()
        free = _free().filter(pk=first.pk)
        if free.update(taken_at=first.taken_at, attempts=F("attempts") + 1):
            return first
    return None


def _read(text):
    if text.attempts >= ATTEMPTS:
        _write(text, Reading(outcomes.BROKEN, "given up", {}))
        return
    try:
        _write(text, _reading_of(text.document))
    except Exception:
        # The storage or the machine is at fault, and not the file: only deaths are counted.
        FileText.objects.filter(pk=text.pk).update(attempts=text.attempts)
        raise


def _reading_of(document):
    """Copy the file of a document in a folder that goes with the reading, and read it there."""
    with tempfile.TemporaryDirectory(prefix="labase-") as folder:
        path = Path(folder) / "file"
        try:
            _copy(document.file, path)
        except FileNotFoundError:
            return Reading(outcomes.MISSING, "", {})
        if not (size := path.stat().st_size):
            return Reading(outcomes.BROKEN, "empty", {})
        if size > bounds.FILE_BYTES:
            return Reading(outcomes.TOO_LARGE, "", {})
        return read_apart(path, document.file_extension.lower())


def _copy(file, path):
    with file.storage.open(file.name) as source, path.open("wb") as copy:
        while copy.tell() <= bounds.FILE_BYTES and (chunk := source.read(COPY_CHUNK)):
            copy.write(chunk)


def _write(text, reading):
    """Write what was read, unless the document got another file, or went, meanwhile."""
    with transaction.atomic():
        still = FileText.objects.filter(
            pk=text.pk, state=outcomes.WAITING, taken_at=text.taken_at
        )
        text.state, text.detail = reading.outcome, reading.detail
        text.page_count, text.read_at = len(reading.pages), timezone.now()
        if not still.update(
            state=text.state,
            detail=text.detail,
            page_count=text.page_count,
            read_at=text.read_at,
            taken_at=None,
        ):
            return
        FilePage.objects.filter(file_text=text).delete()
        FilePage.objects.bulk_create(
            (
                FilePage(file_text=text, number=number, text=page)
                for number, page in reading.pages.items()
                if page
            ),
            batch_size=200,
        )
        text_read.send(sender=FileText, document=text.document)
