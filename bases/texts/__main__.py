"""The process apart: reads one file within its bounds, and answers line by line.

It knows nothing of the portal: no settings, no database, no secret. What it says is believed of
the file alone. Called with the path of the file, its format, its memory in bytes, its seconds.
"""

import json
import resource
import sys
from contextlib import suppress

from bases.texts import bounds, outcomes
from bases.texts.formats import reader_of
from bases.texts.outcomes import ReadingStoppedError, TooLargeError
from bases.texts.tidying import tidied


def main(path, extension, memory, seconds):
    """Answer that it is ready, then each page, then how it ended."""
    reader = reader_of(extension)
    _bind(int(memory), int(seconds))
    _say(ready=True)
    try:
        _say(outcome=_read(reader(path)))
    except ReadingStoppedError as stopped:
        _say(outcome=stopped.outcome, detail=str(stopped))
    except MemoryError:
        _say(outcome=outcomes.TOO_LARGE, detail="memory")
    # Whatever a library raises on a file that it does not understand.
    except Exception as error:
        _say(outcome=outcomes.BROKEN, detail=f"{type(error).__name__}: {error}"[:200])


def _bind(memory, seconds):
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: bounds.ANSWER_BYTES,
        resource.RLIMIT_NOFILE: bounds.OPEN_FILES,
        resource.RLIMIT_CORE: 0,
        # It starts no other process.
        resource.RLIMIT_NPROC: 0,
    }
    for limit, value in limits.items():
        _lower(limit, value, value)
    # At the first the process is told, by a signal that says why it ends; at the second, killed.
    _lower(resource.RLIMIT_CPU, seconds, seconds + 2)


def _lower(limit, *values):
    """Set a limit and its maximum, but for where the system has a lower one, or none to set."""
    _current, most = resource.getrlimit(limit)
    if most != resource.RLIM_INFINITY:
        values = [min(value, most) for value in values]
    with suppress(ValueError):
        resource.setrlimit(limit, tuple(values))


def _read(pages):
    left = bounds.CHARACTERS
    for number, page in enumerate(pages, start=1):
        text = tidied(page[: left + 1])
        _say(page=number, text=text[:left])
        left -= len(text)
        if left < 0 or number > bounds.PAGES:
            raise TooLargeError("too much text")
    return outcomes.EMPTY if left == bounds.CHARACTERS else outcomes.READ


def _say(**said):
    sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
