import os
from collections import Counter

from django.core.management.base import BaseCommand

from bases.texts.lock import ReadingLock
from bases.texts.reading import read_while_any_waits
from bases.texts.waiting import ask_for_all_again


class Command(BaseCommand):
    help = (
        "Read the text inside the files that wait for it, so that search finds their words."
        " May be run again, and while the portal reads by itself."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="read again what was read already"
        )
        parser.add_argument(
            "--lock", type=int, help="given by the portal to the process that it starts"
        )

    def handle(self, *, lock, **options):
        if options["all"]:
            ask_for_all_again()
        if lock is None:
            held = ReadingLock.taken()
        else:
            held = ReadingLock(lock)
            # Pages are served first.
            os.nice(10)
        if held is None:
            self.stderr.write(
                "Files are being read: that reading takes what waits as well."
            )
            return
        outcomes = Counter()
        for text in read_while_any_waits(held):
            outcomes[text.state] += 1
            self.stdout.write(f"{text.pk}\t{text.state}\t{text.detail}".rstrip())
        counted = ", ".join(
            f"{count} {state}" for state, count in sorted(outcomes.items())
        )
        self.stderr.write(f"{outcomes.total()} file(s) read: {counted or 'none waited'}")
