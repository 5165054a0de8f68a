import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.scale.portal import grow


class Command(BaseCommand):
    help = "Add a large portal, drawn at random, to measure on: bases, fiches, files, people."

    def add_arguments(self, parser):
        parser.add_argument("--bases", type=int, default=20_000)
        parser.add_argument("--closed", type=int, default=5_000, help="among the bases")
        parser.add_argument("--fiches", type=int, default=100_000)
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--yes", action="store_true", help="even in production")

    def handle(self, *, bases, closed, fiches, seed, yes, **options):
        if not (settings.DEBUG or settings.DEMO_ALLOWED or yes):
            raise CommandError(
                "What it adds is drawn at random and cannot be told from what people wrote:"
                " give --yes if this portal is there to be measured."
            )
        if not (0 <= closed <= bases and fiches >= 0 and (bases or not fiches)):
            raise CommandError(
                "Ask for at least one base, and close no more than there are."
            )
        call_command("load_vocabularies", stderr=self.stderr)
        start, cpu = time.perf_counter(), time.process_time()
        grow(bases=bases, closed=closed, fiches=fiches, seed=seed)
        self.stderr.write(
            f"{bases} base(s), {closed} of them closed, and {fiches} fiche(s) added in"
            f" {time.perf_counter() - start:.0f} s ({time.process_time() - cpu:.0f} s of CPU)"
        )
