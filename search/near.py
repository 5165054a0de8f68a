"""Which fiches a title being typed is near to: those whose title says the same, or almost."""

import re
from dataclasses import replace

from resources.near import finds_near
from search.finding import find
from search.matches import met_by_title
from search.questions import MAX_LENGTH
from search.words import folded, stems_in

SHOWN = 5
# Answers of which the titles are compared: those that say most of what is typed come first.
COMPARED = 15
# The share of what is typed, by weight, that a near title says; and of what it says, that is typed.
SAID, TYPED = 0.8, 0.5
# Where a subtitle begins. A single word before it is but a kind: *Mémo*, *Atelier*.
SUBTITLE = re.compile(r"\s[:–—(]")


@finds_near
def near_fiches(reader, title, *, but=None):
    """Return the fiches that are near to `title`, of what `reader` may open, nearest first."""
    answer = find(reader, words=title[:MAX_LENGTH], per_page=COMPARED)
    near = [row for row in answer.rows if is_near(row["title"], answer.settled)]
    return [row for row in near if row["page_id"] != but][:SHOWN]


def is_near(title, typed):
    """Say whether a title is near to what was `typed`, as search `Settled` it.

    It says most of what is typed, and half of what it says is typed. A single word is too little
    to tell: it is near to a title that is this word.
    """
    whole, *others = map(_stems, (title, *SUBTITLE.split(title, 1)[:-1]))
    heads = [stems for stems in others if len(stems) > 1]
    return any(_says(stems, typed) for stems in (whole, *heads))


def _stems(title):
    return set(stems_in(folded(title)).split())


def _says(stems, typed):
    asked = typed.asked
    if not stems or not asked.units:
        return False
    # A word that nothing holds tells as much as the others do on average.
    left_out = asked.total * len(typed.left_out) / len(asked.units)
    wanted = replace(asked, need=SAID * (asked.total + left_out))
    words = sum(len(unit.words) for unit in asked.units) + len(typed.left_out)
    least = TYPED if words > 1 else 1
    says_little_else = len(stems & asked.stems) >= least * len(stems)
    return says_little_else and met_by_title(" ".join(stems), wanted) is not None
