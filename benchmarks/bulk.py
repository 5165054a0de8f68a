"""What a fiche costs, inserted in bulk and added to the tree one by one."""

import random
import time

from django.db import connection, transaction

from bases.bulk import insert_pages
from bases.models import PortalDocument, PortalImage
from home.scale.contents import Contents
from home.scale.media import Media
from home.scale.words import Words

COUNTS = {"in bulk": 500, "one by one": 60}


def report(portals):
    """Print the processor time of a fiche both ways, and their ratio; undo what it inserts."""
    portals.use("without")
    base = portals.readers.home
    took = {name: _cpu_of(base, name, count) for name, count in COUNTS.items()}
    print(
        f"\n{connection.vendor}: processor time of one fiche, with all that derives from it"
    )
    for name, seconds in took.items():
        print(f"  {name:<12} {seconds * 1000:7.2f} ms")
    print(f"  in bulk: 1/{took['one by one'] / took['in bulk']:.0f}")


def _cpu_of(base, name, count):
    """Return the seconds that the processor spends on one of `count` fiches of `base`."""
    insert = {"in bulk": insert_pages, "one by one": add_and_publish}[name]
    rng = random.Random(0)
    with transaction.atomic():
        contents = Contents(Words(rng), Media(rng), owners={base.pk: None})
        documents, images = (
            list(model.objects.filter(base=base))
            for model in (PortalDocument, PortalImage)
        )
        placed = [(base, contents.fiche(base, documents, images)) for _n in range(count)]
        start = time.process_time()
        insert(placed)
        took = time.process_time() - start
        transaction.set_rollback(True)
    return took / count


def add_and_publish(placed):
    """Add each page to the tree and publish it, as people do, one by one."""
    for parent, page in placed:
        parent.add_child(instance=page)
        page.save_revision().publish()
