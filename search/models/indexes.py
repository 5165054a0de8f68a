"""Where what search reads is written: how far a run is, and what Elasticsearch was told."""

from django.db import models
from django.utils import timezone


class SearchIndex(models.Model):
    """The index that Elasticsearch answers from: one row, made once it holds everything.

    As long as there is none, no change is kept for it and the database answers.
    """

    name = models.CharField(max_length=100)
    # While another is made, all that changes is kept for it: nothing is told to this one.
    is_building = models.BooleanField(default=False)
    # The number of the last one that was begun, which its name ends with. Null: for a column that
    # is not, SQLite makes the table anew, which the triggers that name it do not allow.
    build = models.PositiveBigIntegerField(null=True)
    # How often it was told of something: what is read later has a larger number.
    told = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return self.name


class SearchRebuild(models.Model):
    """Where the last run of `rebuild_search` is: one row, once there was a run.

    Written by `search.resuming` alone, in the transaction of what the run writes.
    """

    # The number of the run that writes: one that takes over has the next.
    run = models.PositiveBigIntegerField(default=0)
    # The last page that is done; 0 where there is nothing to go on from.
    after = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.after)


class SearchChange(models.Model):
    """A document that changed, or is no more, since Elasticsearch was last told of it.

    Written by triggers, in the transaction that changes what the document says, or who may read
    it; taken away by `search.outbox` once Elasticsearch has it.
    """

    # No key: the document may be no more.
    document = models.BigIntegerField()

    def __str__(self):
        return str(self.document)


class MemoryChange(models.Model):
    """A document of which something changed that processes keep in memory; none: any of them.

    Written by triggers, in the transaction that changes it, and taken away by them: what is a day
    old, but for the latest thousands. See `search.engines.memory`.
    """

    document = models.BigIntegerField(null=True)
    # Drawn at random: after what is undone, another change has the same key.
    token = models.BigIntegerField(default=0)
    # Seconds, as computers count them from 1970 on.
    made_at = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.document)
