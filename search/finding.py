"""What search answers to a question, for a reader. Every caller asks `find`.

Which engine answers is known to `search.engines` alone.
"""

from dataclasses import dataclass
from heapq import nlargest

from django.db.models import F

from accounts.profiles import public_profiles
from bases.access import named_to, visible_to
from bases.listing import NAMED_ONLY, presented
from bases.models import Card
from search.choices import Choice
from search.engines import engine
from search.matches import BASE, PERSON, Wanted
from search.passages import marked, passage_of, with_passages
from search.ranking import WINDOW, ranked, said_so_first, weight_as_typed
from search.settling import Settled, settle
from search.understanding import understand

PER_PAGE = 20
# Bases, among which answers may be filtered, that are named.
BASES_NAMED = 20


@dataclass(frozen=True)
class Answer:
    """What is found: rows to print, and what the question came to.

    Each row is as `bases.listing` presents it, with its `marked` title and summary, and its
    `passage`; a person has a `title`, a `summary` and a `url`. `bases`: the choices of those in
    which there are most, that the reader may open.
    """

    rows: list
    settled: Settled
    bases: tuple = ()

    @property
    def asked(self):
        """What the question came to."""
        return self.settled.asked

    @property
    def totals(self):
        """How many of each kind are found: `{kind: number}`."""
        return self.settled.matches.totals

    @property
    def facets(self):
        """How many of the kind have each value: `{facet: {value: number}}`."""
        return self.settled.matches.facets

    @property
    def repairs(self):
        """The words that were taken for others: `[(typed, looked for), …]`."""
        return [
            (unit.typed, " ".join(unit.words)) for unit in self.asked.units if unit.typed
        ]

    @property
    def widened(self):
        """The words besides which others were looked for: `((typed, likely meant), …)`."""
        return self.settled.widened

    @property
    def relaxed(self):
        """Whether something is found, which holds less of the question than is usual."""
        return self.settled.relaxed and not self.settled.matches.is_empty

    @property
    def left_out(self):
        """The words that nothing holds."""
        return self.settled.left_out


def find(
    reader,
    *,
    words="",
    kind=Card.Kind.RESOURCE,
    page=1,
    per_page=PER_PAGE,
    as_typed=False,
    **wanted,
):
    """Return the `Answer` to `words` for `reader`: one page of a kind, and the counts of all.

    `as_typed`: no word is taken for another. `wanted`: see `search.matches.Wanted`.
    """
    start = max(page - 1, 0) * per_page
    stop = start + per_page
    wanted = Wanted(kind=kind, stop=max(stop, WINDOW), **wanted)
    settled = settle(engine(reader), understand(words), wanted, as_typed=as_typed)
    if kind == PERSON:
        return Answer(_people(settled, start, stop), settled)
    rows, bases = _cards(reader, settled, wanted, start, stop)
    return Answer(rows, settled, bases)


def _cards(reader, settled, wanted, start, stop):
    """Return the rows of a page of hits, and the bases to name: read in one query."""
    hits, asked = settled.matches.hits, settled.asked
    again = max(WINDOW - start, 0) if asked.units and not wanted.order else 0
    if again:
        hits = (*ranked(hits, asked), *hits[WINDOW:])
    hits = hits[start:stop]
    ids = {hit.owner for hit in hits}
    named = _bases_to_name(settled.matches, wanted)
    cards = Card.objects.filter(pk__in=named | ids).annotate(slug=F("page__slug"))
    if asked.units:
        cards = with_passages(cards, ids, asked)
    if again:
        cards = cards.annotate(said_so=weight_as_typed(asked))
    allowed = named_to if wanted.kind == Card.Kind.BASE else visible_to
    rows = {
        row["page_id"]: row
        for row in presented(
            allowed(reader, among=cards), user=reader, uncounted=named - ids
        )
    }
    hits = (*said_so_first(hits[:again], rows, asked), *hits[again:])
    shown = [rows[hit.owner] for hit in hits if hit.owner in rows]
    bases = [rows[pk] for pk in named if pk in rows]
    return [_marked(row, asked) for row in shown], _choices_of(bases)


def _bases_to_name(matches, wanted):
    """Return the ids of the bases that hold most of what is found: a set; none in a single base."""
    if wanted.base:
        return set()
    counts = matches.facets.get(BASE, {})
    # They are put in order among those that hold as many as the last of them.
    least = min(nlargest(BASES_NAMED, counts.values()), default=0)
    full = [code for code, count in counts.items() if count >= least]
    most = sorted(full, key=lambda code: (-counts[code], code))
    return set(map(int, most[:BASES_NAMED]))


def _choices_of(bases):
    """Return the choices of those of these bases that may be opened, by title."""
    opened = [row for row in bases if row["visibility"] != NAMED_ONLY]
    opened.sort(key=lambda row: (row["title"], row["page_id"]))
    return tuple(Choice(str(row["page_id"]), row["slug"], row["title"]) for row in opened)


def _marked(row, asked):
    return {
        **row,
        "marked_title": marked(row["title"], asked, length=len(row["title"])),
        "marked_summary": marked(row["summary"], asked, length=len(row["summary"])),
        "passage": passage_of(row, asked),
    }


def _people(settled, start, stop):
    ids = [hit.owner for hit in settled.matches.hits[start:stop]]
    profiles = {
        profile.pk: profile
        for profile in public_profiles().filter(pk__in=ids).select_related("user")
    }
    return [
        {
            "title": profile.user.get_full_name(),
            "summary": profile.role or profile.description,
            "url": profile.url,
            "kind": PERSON,
        }
        for profile in (profiles[pk] for pk in ids if pk in profiles)
    ]
