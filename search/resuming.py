"""A rebuild that goes on where one stopped: where it is, is written with what it writes."""

from django.db import transaction
from django.utils import timezone

from search.models import SearchRebuild


class TakenOver(Exception):
    """Raised in a run that another one took over from: it has nothing to write any more."""


class Run:
    """One run over all pages, which goes on from one that was stopped.

    It takes over from one that is at work too: that one is stopped at its next batch.
    """

    def __init__(self, *, from_start=False):
        with transaction.atomic():
            SearchRebuild.objects.get_or_create()
            row = SearchRebuild.objects.select_for_update().get()
            if from_start or not row.after:
                row.after, row.begun_at = 0, timezone.now()
            row.run += 1
            row.save()
        self.number, self.after, self.begun_at = row.run, row.after, row.begun_at

    def keep(self, after):
        """Keep, in the transaction that writes them, that pages up to `after` are done.

        Until it ends another run waits.
        """
        if not self._rows().update(after=after):
            raise TakenOver
        self.after = after

    def check(self):
        """Raise where another run has taken over from this one."""
        if not self._rows().exists():
            raise TakenOver

    def end(self):
        """Keep that all is done: the next run begins anew."""
        self.keep(0)

    def _rows(self):
        return SearchRebuild.objects.filter(run=self.number)
