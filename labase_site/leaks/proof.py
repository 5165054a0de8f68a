"""The proof as a whole: plants, walks as each reader, and gathers what was told."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial

from django.db import connection, transaction

from bases.bin import restore
from bases.models import BinEntry
from labase_site.leaks.fillers import note_names
from labase_site.leaks.planting import planted_portal
from labase_site.leaks.spreading import spread
from labase_site.leaks.visits import visits, visits_of_witness
from labase_site.leaks.walk import Finding, Walker

# Words that no screen shows to anybody, by the end of their place, and why.
SHOWN_NOWHERE = {
    "*: nonce": "a secret: whoever reads it could make the link",
    "*: seo_title": "asked in no form, and told by the API for what is published alone",
    "*: search_description": "asked in no form, and told by the API for what is published",
    "* of the closed base*: bytes": "an image is served at its sizes, never as it came",
    "file of *: bytes": "an image is served at its sizes, never as it came",
    "unused image: bytes": "an image is served at its sizes, never as it came",
    "* of an upload": "shown to whoever uploads, while they do",
    "comment of a workflow": "workflows are off, and their screens too",
    "saved search of *": "read by its person alone",
    "imported fiche: *": "read by the import alone",
    "invitation: message": "read in the mail and at its link, by whom it is sent to",
    "first publication: answer": "read in the mail, by whom it answers",
    "joinrequest: answer": "read in the mail, by whom it answers",
    "private profile: *": "read by its person alone",
    "*: personal_email": "read by its person alone",
    "photo of a member": "its name stands in the page of its person alone",
    "form being filled": "read back for the preview of whoever fills it",
}


@dataclass
class Walk:
    """What one reader asked and was told."""

    reader: str
    requests: int
    findings: list
    seen: set


@dataclass
class Proof:
    """What the whole proof found, and how much it asked."""

    database: str
    addresses: int
    words: int
    walks: list = field(default_factory=list)

    @property
    def findings(self):
        """All that was found, reader by reader."""
        return [finding for walk in self.walks for finding in walk.findings]

    @property
    def requests(self):
        """How many requests were made."""
        return sum(walk.requests for walk in self.walks)


def prove(*, whole, workers=1):
    """Plant a portal in the empty database, walk it as every reader, and return the proof."""
    portal = planted_portal()
    note_names(portal)
    asked = visits(portal, whole=whole)
    proof = Proof(
        database=connection.vendor,
        addresses=len({visit.path.partition("?")[0] for visit in asked}),
        words=len(portal.lexicon),
    )
    # Those who have the most to see come first, so that nobody walks alone at the end.
    names = list(reversed(portal.readers))
    proof.walks = spread(partial(_walk, portal, asked), names, workers=workers)
    return proof


def _walk(portal, asked, name):
    reader = portal.readers[name]
    walker = Walker(portal, reader)
    findings = []
    if reader.is_witness:
        asked = visits_of_witness(portal)
    for visit in asked:
        findings += walker.findings(visit)
    if reader.is_witness:
        with transaction.atomic():
            for visit in _restored(asked):
                findings += walker.findings(visit)
            transaction.set_rollback(True)
        findings += [
            Finding("blind", name, "", "", word.place)
            for word in portal.lexicon
            if word not in walker.seen and not _is_shown_nowhere(word)
        ]
    return Walk(name, walker.requests, findings, walker.seen)


def _restored(asked):
    """Take what waits in a bin out of it; return what shows these pages, of what is `asked`."""
    entries = list(BinEntry.objects.select_related("page"))
    named = [f"/{entry.page_id}/" for entry in entries]
    for entry in entries:
        restore(entry)
    return [
        visit
        for visit in asked
        if visit.method == "GET" and any(name in visit.path for name in named)
    ]


def _is_shown_nowhere(word):
    return any(fnmatchcase(word.place, pattern) for pattern in SHOWN_NOWHERE)
