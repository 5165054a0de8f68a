"""Measure what closed bases, large teams, closed doors and search cost: `python -m benchmarks`.

Portals stand side by side in databases of their own (SQLite files, or PostgreSQL where
DATABASE_URL names a server), and each page is asked of them in turn:

- `closed`: 10,000 bases of which 5,000 are closed, 20,000 fiches;
- `open`: the same rows, none of them closed;
- `without`: only what is open, as if nothing had ever been closed beside it;
- `small`: 2 bases and 12 fiches.
"""

import argparse
import os
import sys
from functools import partial

PARTS = ("bulk", "importing", "pages", "doors", "search")


def main():
    """Build the portals, measure, and leave nothing behind."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--bases", type=int, default=10_000, help="half of them close")
    parser.add_argument("--fiches", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7, help="each asks 3 times")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="the parts to measure")
    asked = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "labase_site.settings.test"
    import django

    django.setup()
    from benchmarks import bulk, doors, importing, measures, searching
    from benchmarks.portals import Portals

    parts = {
        "bulk": bulk.report,
        "importing": importing.report,
        "pages": partial(measures.report, rounds=asked.rounds),
        "doors": partial(doors.report, rounds=asked.rounds),
        "search": partial(searching.report, rounds=asked.rounds),
    }
    with Portals(bases=asked.bases, fiches=asked.fiches) as portals:
        for name in asked.only or parts:
            parts[name](portals)


if __name__ == "__main__":
    main()
