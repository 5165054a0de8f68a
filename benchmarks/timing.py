"""Times, taken in turn, as medians."""

import statistics
import time

CALLS = 3


def medians(calls, *, rounds, before=None):
    """Return `{name: median seconds}` of `calls`, `{name: function}`, asked in turn.

    `before(name)` is called first each time; then a call that is not counted, then three that are.
    """
    times = {name: [] for name in calls}
    for _round in range(rounds):
        for name, call in calls.items():
            if before:
                before(name)
            call()
            for _call in range(CALLS):
                start = time.perf_counter()
                call()
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}
