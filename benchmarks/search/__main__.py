"""Measure how well search finds, on the engine that the environment names.

`python -m benchmarks.search [--corpus FILE.jsonl]`: on the demo portal, or on a larger corpus that
`import_fiches` reads. Prints, of each set, how often the right page is first (S@1) and among the
first five (S@5), MRR@10, the share of empty answers, and p50 and p95 in milliseconds.
"""

import argparse
import csv
import os
import tempfile
import time
from pathlib import Path

JUDGED = Path(__file__).parent / "judged.csv"
LINE = "{:<14} {:>4} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}"


def main():
    """Fill a portal of its own, ask it, print the table, and leave nothing behind."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search", description=__doc__
    )
    parser.add_argument("--corpus", help="JSON Lines, as import_fiches reads it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LABASE_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "labase_site.settings.test"
        import django

        django.setup()
        sets = _filled(asked.corpus)
        print(LINE.format("set", "n", "S@1", "S@5", "MRR", "empty", "p50", "p95"))
        for name, queries in sets.items():
            print(LINE.format(name, len(queries), *_measured(queries)), flush=True)


def _filled(corpus):
    """Return `{set: [(words, pages), …]}` of a portal just filled."""
    from django.conf import settings
    from django.core.management import call_command

    from bases.models import Card
    from benchmarks.search.known_items import known_items
    from taxonomy.models import Theme

    call_command("migrate", verbosity=0)
    call_command("load_demo", verbosity=0)
    if corpus:
        theme = Theme.objects.first().name
        call_command(
            "import_fiches",
            corpus,
            base="corpus",
            make_base=True,
            theme=theme,
            nature="Guide",
            licence="etalab-2.0",
        )
    call_command("read_files", verbosity=0)
    if settings.ELASTICSEARCH_URL:
        call_command("rebuild_search")
    cards = Card.objects.filter(kind=Card.Kind.RESOURCE, live=True, rule=None)
    known = cards.filter(page__url_path__contains="/corpus/") if corpus else cards
    sets = known_items(dict(known.values_list("pk", "title")))
    return sets if corpus else {**_judged(cards), **sets}


def _judged(cards):
    pages = {
        "/".join(path.strip("/").split("/")[-2:]): pk
        for pk, path in cards.values_list("pk", "page__url_path")
    }
    found = {"judged, tuned": [], "judged, kept": []}
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            answers = {pages[path] for path in row["answers"].split(" | ")}
            name = "judged, kept" if row["set"] == "kept" else "judged, tuned"
            found[name].append((row["words"], answers))
    return found


def _measured(queries):
    from django.contrib.auth.models import AnonymousUser

    from search.finding import find

    places, times, empty = [], [], 0
    for words, answers in queries:
        began = time.perf_counter()
        rows = find(AnonymousUser(), words=words, per_page=10).rows
        times.append((time.perf_counter() - began) * 1000)
        empty += not rows
        found = [place for place, row in enumerate(rows, 1) if row["page_id"] in answers]
        places.append(found[0] if found else 0)
    count, times = len(queries), sorted(times)
    shares = (
        sum(place == 1 for place in places),
        sum(0 < place <= 5 for place in places),
        sum(1 / place for place in places if place),
        empty,
    )
    return (
        *(f"{share / count:.3f}" for share in shares),
        f"{times[count // 2]:.0f}",
        f"{times[int(count * 0.95)]:.0f}",
    )


if __name__ == "__main__":
    main()
