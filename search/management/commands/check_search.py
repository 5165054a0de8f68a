from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.engines.elastic import FAILURES, reason_of
from search.models import SearchChange
from search.outbox import PATIENCE, client, index_to_ask, tell
from search.rebuilding import differences, mend
from search.side_by_side import ReaderEnded, usual_processes


class Command(BaseCommand):
    help = (
        "List where search differs from what is published, and count the changes that wait for"
        " Elasticsearch; with --apply, mend it and tell Elasticsearch."
    )

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true")

        parser.add_argument(
            "--processes", type=int, default=usual_processes(), help="that read at once"
        )

    def handle(self, *, apply, processes, **options):
        if processes < 1:
            raise CommandError("Ask for at least one process.")
        try:
            self._check(apply=apply, processes=processes)
        except ReaderEnded as ended:
            raise CommandError(f"{ended} --processes 1 takes the least.") from ended
        if settings.ELASTICSEARCH_URL:
            self._check_elasticsearch(apply=apply)

    def _check(self, *, apply, processes):
        found = 0
        for what, ids in differences(processes=processes):
            for page in ids:
                self.stdout.write(f"{page}: {what}")
            found += len(ids)
            if apply and ids:
                mend(ids)
        done = "mended" if apply else "to mend with --apply"
        self.stderr.write(f"{found} difference(s) {done if found else ''}".strip())

    def _check_elasticsearch(self, *, apply):
        index = index_to_ask()
        if not index:
            raise CommandError("Elasticsearch has no index: run rebuild_search")
        waiting = SearchChange.objects.count()
        if apply:
            try:
                server = client().options(request_timeout=PATIENCE)
                tell(server, index, seconds=float("inf"))
            except FAILURES as failure:
                raise CommandError(
                    f"Elasticsearch takes nothing: {reason_of(failure)}"
                ) from failure
        done = "told" if apply else "waiting for Elasticsearch"
        self.stderr.write(f"{waiting} change(s) {done}")
