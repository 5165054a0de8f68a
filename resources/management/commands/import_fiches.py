import time
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from bases.progress import Progress
from resources.importing.batches import Import
from resources.importing.plans import Fate
from resources.importing.receiving import base_at, make_public_base, may_be_made
from resources.importing.terms import Terms, UnknownTerm


class Command(BaseCommand):
    help = (
        "Take the fiches of a JSON Lines file into a base, in bulk. The same file may be given"
        " again: what did not change is left, what changed makes a new version."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--base", required=True, metavar="SLUG")
        parser.add_argument(
            "--make-base", action="store_true", help="a public one, where there is none"
        )
        parser.add_argument("--theme", default="", help="of the rows that have none")
        parser.add_argument("--nature", default="", help="of the rows that have none")
        parser.add_argument(
            "--licence", default="", help="SPDX, of the rows that have none"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *, file, dry_run, **options):
        terms, start = _terms(options), time.monotonic()
        with _opened(file) as lines:
            base = self._base(options, dry_run=dry_run)
            work = Import(base, folder=file.parent, terms=terms, dry_run=dry_run)
            fates = self._carry_out(work, lines, size=file.stat().st_size)
        counted = ", ".join(f"{fates[fate]} {fate.value}" for fate in Fate)
        would = " (nothing was written)" if dry_run else ""
        self.stderr.write(f"{counted} in {time.monotonic() - start:.0f} s{would}")
        if fates and fates[Fate.UNREADABLE] == fates.total():
            raise CommandError("No row of this file could be read.")

    def _carry_out(self, work, lines, *, size):
        """Take the lines; tell what cannot be taken of each; return how many met each fate."""
        fates, done, progress = Counter(), 0, Progress(self.stderr, total=size)
        for plans, read in work.batches(lines):
            progress.clear()
            for plan in plans:
                fates[plan.fate] += 1
                for told in plan.told:
                    self.stderr.write(f"line {plan.line}: {told}")
            done += read
            progress.show(done, f"{fates.total()} rows")
        progress.clear()
        return fates

    def _base(self, options, *, dry_run):
        slug = options["base"]
        if base := base_at(slug):
            return base
        if not options["make_base"]:
            raise CommandError(f"There is no base “{slug}”: --make-base makes it.")
        if not may_be_made(slug):
            raise CommandError(f"No base can have the address “{slug}”: choose another.")
        if not dry_run:
            return make_public_base(slug)
        self.stderr.write(f"the base “{slug}” would be made")
        return None


def _opened(file):
    try:
        return file.open("rb")
    except OSError as error:
        raise CommandError(str(error)) from error


def _terms(options):
    defaults = {
        "themes": options["theme"],
        "natures": options["nature"],
        "licence": options["licence"],
    }
    try:
        return Terms(defaults)
    except UnknownTerm as unknown:
        raise CommandError(f"“{unknown}” names nothing here.") from unknown
