"""Grows a portal: people, bases of the three visibilities, fiches, collections, files."""

import random

from home.scale.bases import close_bases, insert_bases
from home.scale.contents import Contents
from home.scale.media import Media
from home.scale.people import insert_people, insert_teams
from home.scale.words import Words

# A portal has a few people even where it has next to no base.
FEWEST_PEOPLE = 20


def grow(*, bases, closed, fiches, seed=0):
    """Add `bases`, of which the last `closed` are not public, and `fiches` in them; return bases.

    Drawn by `seed`: on the same portal, the same texts. What stands there already is left alone.
    """
    rng = random.Random(seed)
    words = Words(rng)
    people = insert_people(words, bases // 2 + FEWEST_PEOPLE)
    grown = insert_bases(words, bases)
    owners = insert_teams(rng, grown, people)
    close_bases(rng, grown[len(grown) - closed :], people)
    Contents(words, Media(rng), owners=owners).insert(grown, fiches)
    return grown
