"""Measure what a listing costs as bases close: `python -m benchmarks`.

Builds a throw-away database (SQLite in memory, or the one behind DATABASE_URL), times the
listing of bases for a visitor and for a member with no closed base, then with 2,000 and 5,000,
and prints each as a ratio to the first.
"""

import os
import statistics
import time

CLOSED = (0, 2_000, 5_000)
OPEN = 2_000
RUNS = 15


def main():
    """Build the portal, measure, and leave nothing behind."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "labase_site.settings.test"
    import django

    django.setup()
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measure()
    finally:
        teardown_databases(databases, verbosity=0)


def measure():
    """Print the cost of a listing and of its count at each number of closed bases."""
    from django.db import connection

    from benchmarks.portals import close_bases, open_bases, readers

    open_bases(OPEN)
    people = readers()
    closed, first = 0, {}
    print(
        f"{connection.vendor}: {OPEN} open bases; ratios to no closed base, median of {RUNS}"
    )
    for wanted in CLOSED:
        close_bases(wanted - closed, member=people["member"])
        closed = wanted
        for name, user in people.items():
            for what, call in calls(user).items():
                took = median_of(call)
                base = first.setdefault((name, what), took)
                print(
                    f"{closed:>6} closed  {name:<10} {what:<8}"
                    f" {took * 1000:7.2f} ms  × {took / base:.2f}"
                )


def calls(user):
    """Return what is timed for a reader: a page of twenty cards, and how many there are."""
    from bases.listing import listed_bases, presented

    return {
        "listing": lambda: presented(listed_bases(user)[:20], user=user),
        "count": lambda: listed_bases(user).count(),
    }


def median_of(call):
    """Return the median time of `call`, in seconds, after one that is not counted."""
    call()
    times = []
    for _run in range(RUNS):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
