from django.conf import settings
from django.core.management.base import BaseCommand

from bases.progress import Progress
from search.models import SearchDocument
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
        written = Progress(self.stderr, total=pages_to_rebuild(after=after))

        def report(last, done):
            written.show(done, f"{done} documents (--after {last})")

        done = rebuild(after=after, report=report)
        written.clear()
        self.stderr.write(f"{done} document(s) written")
        if settings.ELASTICSEARCH_URL:
            telling = Progress(self.stderr, total=SearchDocument.objects.count())
            told = build_index(
                client(), report=lambda done: telling.show(done, f"{done} told")
            )
            telling.clear()
            self.stderr.write(f"{told} document(s) in Elasticsearch, which answers now")
