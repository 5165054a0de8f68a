from django.core.management.base import BaseCommand

from search.rebuilding import differences, mend


class Command(BaseCommand):
    help = "List where search differs from what is published; with --apply, mend it."

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true")

    def handle(self, *, apply, **options):
        found = 0
        for what, ids in differences():
            for page in ids:
                self.stdout.write(f"{page}: {what}")
            found += len(ids)
            if apply and ids:
                mend(ids)
        done = "mended" if apply else "to mend with --apply"
        self.stderr.write(f"{found} difference(s) {done if found else ''}".strip())
