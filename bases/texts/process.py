"""Starts the process that reads one file, and survives whatever becomes of it."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from bases.texts import bounds, outcomes
from bases.texts.tidying import safe

ENDS = {
    signal.SIGXCPU: outcomes.TOO_SLOW,
    # The system, which lacks memory.
    signal.SIGKILL: outcomes.TOO_LARGE,
}
ENDINGS = {
    outcomes.READ,
    outcomes.EMPTY,
    outcomes.SCANNED,
    outcomes.ENCRYPTED,
    outcomes.BROKEN,
    outcomes.TOO_LARGE,
}
DETAIL_LENGTH = 200


class ReaderFailedError(Exception):
    """The process that reads did not even start: nothing is known of the file."""


@dataclass(frozen=True)
class Reading:
    """What was read of a file: how it ended, and its pages, numbered from 1."""

    outcome: str
    detail: str
    pages: dict


def read_apart(path, extension):
    """Read the file at `path`, in a process that has its own folder and bounds."""
    folder = Path(path).parent
    answer, faults = folder / "answer", folder / "faults"
    with answer.open("wb") as output, faults.open("wb") as errors:
        process = subprocess.Popen(
            _command(path, extension),
            cwd=settings.BASE_DIR,
            # No secret of the portal goes where hostile files are opened.
            env={
                "LANG": "C.UTF-8",
                "TMPDIR": str(folder),
                "PYTHONIOENCODING": "utf-8:replace",
            },
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            start_new_session=True,
        )
        end = _end_of(process)
    return _understood(answer, faults, end)


def _command(path, extension):
    memory = settings.READ_FILES_MEMORY_MB * bounds.MB
    seconds = settings.READ_FILES_SECONDS
    arguments = [path, extension, memory, seconds]
    return [sys.executable, "-m", "bases.texts", *map(str, arguments)]


def _end_of(process):
    """Wait for the end of the process, or put one to it; return the outcome that it tells of."""
    try:
        # A machine under load gives the processor seldom: twice the time is allowed.
        status = process.wait(timeout=2 * settings.READ_FILES_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return outcomes.TOO_SLOW
    return ENDS.get(-status, outcomes.BROKEN)


def _understood(answer, faults, end):
    """Return the reading that the lines of `answer` tell; `end` where they stop short."""
    lines = list(_lines(answer))
    if not lines or lines[0].get("ready") is not True:
        raise ReaderFailedError(faults.read_text(errors="replace")[-500:])
    pages, outcome, detail = {}, end, ""
    for line in lines[1:]:
        if line.get("outcome") in ENDINGS:
            outcome, detail = line["outcome"], safe(str(line.get("detail", "")))
        elif line.get("page") == len(pages) + 1 and isinstance(line.get("text"), str):
            pages[line["page"]] = safe(line["text"])[: bounds.CHARACTERS]
    return Reading(outcome, detail[:DETAIL_LENGTH], pages)


def _lines(answer):
    with answer.open("rb") as content:
        for line in content:
            with suppress(ValueError):
                told = json.loads(line)
                if isinstance(told, dict):
                    yield told
