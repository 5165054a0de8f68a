from django.core.management.base import BaseCommand

from bases import checking


class Command(BaseCommand):
    help = "List the pages and readerships whose derived rows are wrong; with --apply, mend them."

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true")

    def handle(self, *, apply, **options):
        if apply:
            pages, readerships = checking.mend()
        else:
            pages = list(checking.pages_with_wrong_cards())
            readerships = list(checking.readerships_with_wrong_people())
        for wrong in [*pages, *readerships]:
            self.stdout.write(f"{wrong._meta.label} {wrong.pk}")
        done = "mended" if apply else "wrong"
        self.stderr.write(
            f"{len(pages)} card(s) and {len(readerships)} readership(s) {done}"
        )
