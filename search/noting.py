"""Counts what is looked for, and keeps nothing that tells who asked.

Counts wait in the process for some seconds and are written apart: no search waits for them, nor
fails by them. Those of a process that stops meanwhile are lost.
"""

import logging
import re
from datetime import timedelta
from threading import Lock, Timer

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from search.matches import PERSON
from search.models import SoughtWords
from search.words import folded_plain, words_in

KEPT_DAYS = 396
# Bounds on what robots may make of it: different questions that wait in a process, or of a day.
MOST_WAITING = 500
MOST_A_DAY = 5_000
BATCH = 100
LONGEST = SoughtWords._meta.get_field("words").max_length
# An address, or figures in a row, whatever parts them: a telephone, a number of social security.
TELLS_WHO = re.compile(r"@|(?:\d[\s.,/_-]*){6}")
ROBOT = re.compile(r"bot\b|crawl|spider|slurp|preview|monitor", re.IGNORECASE)

_waiting = {}
_lock = Lock()
_logger = logging.getLogger(__name__)


def note(request, question, answer):
    """Count that somebody asked `question`, where it may be known, and how many answers it has.

    Those who signed in are not counted: they read, and ask by its words, what is closed.
    """
    if settings.SEARCHES_WRITTEN_AFTER is None or not _is_by_a_visitor(request):
        return
    words = words_kept(question.words) if _is_a_first_question(request, question) else ""
    if words:
        is_whole = not (answer.relaxed or answer.left_out)
        found = answer.totals.get(question.kind, 0) if is_whole else 0
        _wait((question.kind, words), found)


def words_kept(words):
    """Return `words` as they are counted; "" where they may name somebody."""
    if TELLS_WHO.search(words):
        return ""
    return " ".join(words_in(folded_plain(words)))[:LONGEST]


def write_waiting():
    """Write the counts that wait in this process, and forget those that are too old."""
    with _lock:
        counts = dict(_waiting)
        _waiting.clear()
    today = timezone.localdate()
    counts = _bounded(counts, today)
    rows = [
        (today.isoformat(), kind, words, times, found)
        for (kind, words), (times, found) in sorted(counts.items())
    ]
    for start in range(0, len(rows), BATCH):
        _add(rows[start : start + BATCH])
    SoughtWords.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()


def _is_by_a_visitor(request):
    if request.method != "GET" or request.user.is_authenticated:
        return False
    headers = request.headers
    is_ahead = "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", ""))
    return not is_ahead and not ROBOT.search(headers.get("User-Agent", ""))


def _is_a_first_question(request, question):
    """Say whether it is asked anew: no other page, no filter, no order of the same one."""
    is_again = question.as_typed or question.sort or any(question.chosen.values())
    return question.kind != PERSON and not is_again and "page" not in request.GET


def _wait(key, found):
    with _lock:
        is_first = not _waiting
        if key not in _waiting and len(_waiting) >= MOST_WAITING:
            return
        times, _found = _waiting.get(key, (0, 0))
        _waiting[key] = (times + 1, found)
    if settings.SEARCHES_WRITTEN_AFTER == 0:
        write_waiting()
    elif is_first:
        timer = Timer(settings.SEARCHES_WRITTEN_AFTER, _write_apart)
        timer.daemon = True
        timer.start()


def _write_apart():
    try:
        write_waiting()
    except DatabaseError:
        _logger.warning("What was looked for could not be counted.", exc_info=True)
    finally:
        # The connection of this thread, which ends here.
        connection.close()


def _bounded(counts, today):
    """Return `counts` without the words that would be too many for a day."""
    of_today = SoughtWords.objects.filter(day=today)
    if of_today.count() + len(counts) <= MOST_A_DAY:
        return counts
    words = {words for _kind, words in counts}
    known = set(of_today.filter(words__in=words).values_list("kind", "words"))
    return {key: count for key, count in counts.items() if key in known}


def _add(rows):
    table = connection.ops.quote_name(SoughtWords._meta.db_table)
    places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (day, kind, words, times, found) VALUES {places}"
            " ON CONFLICT (day, kind, words) DO UPDATE"
            f" SET times = {table}.times + excluded.times, found = excluded.found",
            [value for row in rows for value in row],
        )
