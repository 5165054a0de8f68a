"""Reads the files that wait, one after the other, and writes their pages."""

import logging
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.dispatch import Signal
from django.utils import timezone

from bases.models import FilePage, FileText
from bases.texts import outcomes
from bases.texts.lock import ReadingLock
from bases.texts.process import ReaderFailedError, Reading, read_apart
from bases.texts.waiting import ask_for_missing_texts

# A file that ends whoever reads it is left after so many.
ATTEMPTS = 3
COPY_CHUNK = 1024 * 1024

# Sent in the transaction that wrote the text of a file, with `document`: the layers above write
# again what they keep of the pages that give it (`document.uses`).
text_read = Signal()

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
        reading = _reading_of(text.document)
    except FileNotFoundError:
        reading = Reading(outcomes.MISSING, "", {})
    except (OSError, ReaderFailedError):
        # The storage or the machine is at fault, and not the file.
        FileText.objects.filter(pk=text.pk).update(attempts=text.attempts)
        raise
    _write(text, reading)


def _reading_of(document):
    """Copy the file of a document in a folder that goes with the reading, and read it there."""
    with tempfile.TemporaryDirectory(prefix="labase-") as folder:
        path = Path(folder) / "file"
        with (
            document.file.storage.open(document.file.name) as source,
            path.open("wb") as copy,
        ):
            shutil.copyfileobj(source, copy, COPY_CHUNK)
        if not path.stat().st_size:
            return Reading(outcomes.BROKEN, "empty", {})
        return read_apart(path, document.file_extension.lower())


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
