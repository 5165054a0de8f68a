"""Sends files to a portal of its own, as fifty people would, and waits until all are read."""

import sys
import time

import django


def send(count):
    """Send `count` files, each in a transaction; tell how many were read within a minute."""
    from bases.models import FileText
    from bases.texts import outcomes
    from tests import factories
    from tests.bases.texts import samples

    for number in range(count):
        factories.DocumentFactory(file__data=samples.pdf(f"Le texte {number}"))
    end = time.monotonic() + 60
    waiting = FileText.objects.filter(state=outcomes.WAITING)
    while waiting.exists() and time.monotonic() < end:
        time.sleep(0.2)
    sys.stdout.write(str(FileText.objects.filter(state=outcomes.READ).count()))


if __name__ == "__main__":
    django.setup()
    send(int(sys.argv[1]))
