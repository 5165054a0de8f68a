from django.core.management.base import BaseCommand

from bases.bin import DAYS_KEPT, delete_for_good, overdue


class Command(BaseCommand):
    help = (
        "List what has waited long enough in the bin; with --apply, delete it for good."
    )

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=DAYS_KEPT)
        parser.add_argument("--apply", action="store_true")

    def handle(self, *, days, apply, **options):
        entries = list(overdue(days=days))
        for entry in entries:
            self.stdout.write(f"{entry.page_id} {entry.url_path}")
            if apply:
                delete_for_good(entry)
        done = "deleted" if apply else "would be deleted"
        self.stderr.write(f"{len(entries)} page(s) {done}")
