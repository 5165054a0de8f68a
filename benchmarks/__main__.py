"""Measure what closed bases, large teams and closed doors cost: `python -m benchmarks`.

Three portals stand side by side in databases of their own (SQLite files, or PostgreSQL where
DATABASE_URL names a server), and each page is asked of them in turn:

- `closed`: 10,000 bases of which 5,000 are closed, 20,000 fiches;
- `open`: the same rows, none of them closed;
- `without`: only what is open, as if nothing had ever been closed beside it.
"""

import argparse
import os
import sys


def main():
    """Build the portals, measure, and leave nothing behind."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--bases", type=int, default=10_000, help="half of them close")
    parser.add_argument("--fiches", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7, help="each asks 3 times")
    asked = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "labase_site.settings.test"
    import django

    django.setup()
    from benchmarks import bulk, doors, importing, measures
    from benchmarks.portals import Portals

    with Portals(bases=asked.bases, fiches=asked.fiches) as portals:
        bulk.report(portals)
        importing.report(portals)
        measures.report(portals, rounds=asked.rounds)
        doors.report(portals, rounds=asked.rounds)


if __name__ == "__main__":
    main()
