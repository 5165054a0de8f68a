from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from bases.importing_people import Fate, carried_out, planned
from bases.people_files import rows_of, text_of


class Command(BaseCommand):
    help = (
        "Tell what becomes of each row of a CSV file of people; with --apply, do it. The mails"
        " leave with send_welcomes."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true")

    def handle(self, *, file, apply, **options):
        try:
            rows = rows_of(text_of(file.read_bytes()))
        except OSError as error:
            raise CommandError(str(error)) from error
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        told = carried_out(rows) if apply else planned(rows)
        for row in told:
            place = f"{row.base.slug}: {row.place.label}" if row.base else ""
            self.stdout.write(
                f"{row.line}\t{row.email}\t{row.error or row.fate.label}\t{place}"
            )
        made = sum(row.fate == Fate.NEW for row in told)
        wrong = sum(row.fate == Fate.ERROR for row in told)
        verb = "made" if apply else "would be made"
        self.stderr.write(f"{made} account(s) {verb}, {wrong} row(s) in error")
