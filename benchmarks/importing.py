"""What a fiche costs that is imported from a file, against one that is added and published."""

import json
import random
import tempfile
import time
from pathlib import Path

from django.db import connection, transaction

from benchmarks.bulk import add_and_publish
from home.scale.words import Words
from resources.importing.batches import Import
from resources.importing.plans import planned
from resources.importing.rows import row_of
from resources.importing.terms import Terms
from resources.models import ResourcePage
from taxonomy.models import Theme

ROWS = 1000
ONE_BY_ONE = 60
DEFAULTS = {"themes": "Accessibilité", "natures": "Guide", "licence": "etalab-2.0"}


def report(portals):
    """Print the processor time of a fiche both ways, and their ratio; undo what it inserts."""
    portals.use("without")
    base, lines = portals.readers.home, _lines(Words(random.Random(0)))
    took = {
        "imported": _cpu_of(lambda: _import(base, lines)) / ROWS,
        "one by one": _cpu_of(lambda: _add(base, lines[:ONE_BY_ONE])) / ONE_BY_ONE,
    }
    print(f"\n{connection.vendor}: processor time of one row of a file of fiches")
    for name, seconds in took.items():
        print(f"  {name:<12} {seconds * 1000:7.2f} ms")
    print(f"  imported: 1/{took['one by one'] / took['imported']:.0f}")


def _cpu_of(act):
    with transaction.atomic():
        start = time.process_time()
        act()
        took = time.process_time() - start
        transaction.set_rollback(True)
    return took


def _import(base, lines):
    with tempfile.TemporaryDirectory() as folder:
        work = Import(base, folder=Path(folder), terms=Terms(DEFAULTS))
        for _plans, _read in work.batches(lines):
            pass


def _add(base, lines):
    """Add and publish the same fiches as the import would make."""
    terms, placed = Terms(DEFAULTS), []
    for number, line in enumerate(lines, start=1):
        page = ResourcePage(slug=f"ligne-{number}")
        plan = planned(number, row_of(line), terms=terms, folder=Path())
        plan.read_body()
        plan.write_on(page, keywords={}, documents={})
        placed.append((base, page))
    add_and_publish(placed)


def _lines(words):
    theme = Theme.objects.first().name
    return [
        json.dumps(
            {
                "id": number,
                "title": words.draw("fiches", "titles"),
                "summary": words.draw("fiches", "summaries"),
                "body": "".join(f"<p>{words.paragraph()}</p>" for _part in range(6)),
                "themes": [theme],
            }
        ).encode()
        for number in range(ROWS)
    ]
