"""A file of fiches, taken batch by batch: what is new in one comes in together or not at all."""

from django.db import transaction

from bases.bulk import BATCH
from bases.models import BasePage
from resources.importing.files import documents_for
from resources.importing.inserting import Inserter
from resources.importing.plans import Fate, Plan, planned
from resources.importing.revising import judge, known_among, revise
from resources.importing.rows import Unreadable, row_of

NEW = {Fate.PUBLISHED, Fate.DRAFT}
WRITTEN = {*NEW, Fate.CHANGED}


class Import:
    """Takes the rows of a file into `base`; with `dry_run`, only tells what would become of them.

    `base` is None where a dry run would make it. `folder` holds the files that rows name.
    """

    def __init__(self, base, *, folder, terms, dry_run=False):
        self.base, self.folder, self.terms = base, folder, terms
        self.dry_run = dry_run
        self.inserter = base and Inserter(base, terms=terms)
        self.lines_by_identifier = {}

    def batches(self, lines):
        """Carry out `lines`, bytes; yield their plans and how many bytes were read, by batch."""
        batch, size = [], 0
        for number, line in enumerate(lines, start=1):
            size += len(line)
            if line.strip():
                batch.append((number, line))
            if len(batch) == BATCH:
                yield self._taken(batch), size
                batch, size = [], 0
        yield self._taken(batch), size

    def _taken(self, batch):
        read = [self._read(number, line) for number, line in batch]
        plans = [plan for plan in read if plan.fate is None]
        known = known_among(self.base, [plan.row.identifier for plan in plans])
        for plan in plans:
            self._judge(plan, known.get(plan.row.identifier))
        for plan in plans:
            if plan.fate in WRITTEN:
                plan.read_body()
        if not self.dry_run:
            self._carry_out([plan for plan in plans if plan.fate in WRITTEN])
        return read

    def _read(self, number, line):
        try:
            row = row_of(line)
            first = self.lines_by_identifier.setdefault(row.identifier, number)
            if first != number:
                raise Unreadable(f"the same “id” as line {first}")
        except Unreadable as unreadable:
            return Plan(number, fate=Fate.UNREADABLE, told=[str(unreadable)])
        return planned(number, row, terms=self.terms, folder=self.folder)

    def _judge(self, plan, known):
        if known:
            judge(plan, known)
        else:
            plan.fate = Fate.PUBLISHED if plan.is_complete else Fate.DRAFT

    def _carry_out(self, plans):
        # Files are stored first: what is slow holds nobody's pages.
        files = [file for plan in plans for file in plan.files]
        documents = documents_for(self.base, files) if files else {}
        if new := [plan for plan in plans if plan.fate in NEW]:
            self._insert(new, documents)
        for plan in plans:
            if plan.fate is Fate.CHANGED:
                revise(self.base, plan, terms=self.terms, documents=documents)

    def _insert(self, plans, documents):
        with transaction.atomic():
            # Nobody else inserts the same rows, nor takes the same addresses, meanwhile.
            BasePage.objects.select_for_update().get(pk=self.base.pk)
            identifiers = [plan.row.identifier for plan in plans]
            known = known_among(self.base, identifiers)
            for plan in plans:
                if plan.row.identifier in known:
                    judge(plan, known[plan.row.identifier])
            new = [plan for plan in plans if plan.row.identifier not in known]
            self.inserter.insert(new, documents=documents)
