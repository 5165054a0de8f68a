from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bases.progress import Progress
from search.engines.elastic import FAILURES, reason_of
from search.indexing import build_index
from search.models import SearchDocument
from search.outbox import client
from search.rebuilding import pages_to_rebuild, rebuild
from search.resuming import Run, TakenOver
from search.side_by_side import ReaderEnded, usual_processes


class Command(BaseCommand):
    help = (
        "Write again all that search reads. Readers are served meanwhile; a run that was stopped"
        " is continued by the next one. Of two at once, the later one takes over."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--from-start",
            action="store_true",
            help="begin anew, even where a run was stopped",
        )
        parser.add_argument(
            "--processes", type=int, default=usual_processes(), help="that read at once"
        )

    def handle(self, *, from_start, processes, **options):
        if processes < 1:
            raise CommandError("Ask for at least one process.")
        run = Run(from_start=from_start)
        if run.after:
            self.stderr.write(
                f"A run of {run.begun_at:%Y-%m-%d %H:%M} UTC was stopped: goes on after page"
                f" {run.after} (--from-start begins anew)"
            )
        try:
            self._write(run, processes)
            if settings.ELASTICSEARCH_URL:
                self._tell(run)
            run.end()
        except TakenOver:
            raise CommandError("Another run took over, and goes on from here.") from None
        except KeyboardInterrupt:
            raise CommandError("Stopped: the next run goes on from here.") from None
        except ReaderEnded as ended:
            raise CommandError(
                f"{ended} What was written is kept: the next run goes on from here, and"
                " --processes 1 takes the least."
            ) from ended

    def _write(self, run, processes):
        progress = Progress(self.stderr, total=pages_to_rebuild(after=run.after))
        done = rebuild(
            run,
            processes=processes,
            report=lambda last, done: progress.show(done, f"{done} documents"),
        )
        progress.clear()
        self.stderr.write(f"{done} document(s) written")

    def _tell(self, run):
        progress = Progress(self.stderr, total=SearchDocument.objects.count())

        def report(done):
            run.check()
            progress.show(done, f"{done} told")

        try:
            told = build_index(client(), report=report)
        except FAILURES as failure:
            progress.clear()
            raise CommandError(
                f"Elasticsearch has no index of all this: {reason_of(failure)}.\nWhat was"
                " written is kept: run it again once Elasticsearch answers."
            ) from failure
        progress.clear()
        self.stderr.write(f"{told} document(s) in Elasticsearch, which answers now")
