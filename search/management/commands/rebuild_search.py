from django.conf import settings
from django.core.management.base import BaseCommand

from search.outbox import build_index, client
from search.rebuilding import pages_to_rebuild, rebuild


class Command(BaseCommand):
    help = (
        "Write again all that search reads. Readers are served meanwhile; a run that was stopped"
        " goes on with --after, as it says."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--after", type=int, default=0, help="the last page that was done"
        )

    def handle(self, *, after, **options):
        total = pages_to_rebuild()

        def report(last, done):
            self.stderr.write(f"{done} of {total} (--after {last})")

        self.stderr.write(f"{rebuild(after=after, report=report)} document(s) written")
        if settings.ELASTICSEARCH_URL:
            told = build_index(
                client(), report=lambda done: self.stderr.write(f"{done} told")
            )
            self.stderr.write(f"{told} document(s) in Elasticsearch, which answers now")
