"""What meets a question, added up: how many, of what facets, and the first ones.

The database says which documents say what, and what its reader may open besides what is open to
all; the rest is counted in the memory of the process (`search.engines.bitmaps`).
"""

from collections import Counter
from functools import reduce
from heapq import nlargest, nsmallest
from operator import and_

from bases.models import Card
from search.matches import BASE, KINDS, Hit, Matches, met_by_title


def matches_of(told, heard, wanted):
    """Return the `Matches` of a question, of what the database `Told` for its reader.

    `heard`: what documents say of it, a `scoring.Heard`; None where it has no words.
    """
    bitmaps, met = told.bitmaps, told.readable
    held = set()
    if heard:
        met = heard.bits_among(met)
        held = heard.held(met)
    if wanted.base:
        met &= bitmaps.bits_of_bases({wanted.base})
    choices = {
        name: _bits_of_choice(bitmaps, name, values)
        for name, values in wanted.facets.items()
        if values
    }
    chosen = reduce(and_, choices.values(), met)
    of_kind = bitmaps.kinds.get(wanted.kind, 0)
    # What a closed base is filtered by is not its name.
    is_filtered = wanted.base or choices
    known = {} if is_filtered else _known(bitmaps, told.names, heard)
    held.update(*(places for _score, places in known.values()))
    named = {document: score for document, (score, _places) in known.items()}
    return Matches(
        _first(bitmaps, chosen & of_kind, heard, named, wanted),
        _totals(bitmaps, chosen, named),
        _facets(bitmaps, met & of_kind, choices),
        frozenset(held),
    )


def _totals(bitmaps, bits, named):
    """Return `{kind: count}` of the documents of these bits, and of the bases that are `named`."""
    totals = {kind: (bits & those).bit_count() for kind, those in bitmaps.kinds.items()}
    totals[Card.Kind.BASE] = totals.get(Card.Kind.BASE, 0) + len(named)
    return {kind: totals[kind] for kind in KINDS if totals.get(kind)}


def _facets(bitmaps, bits, choices):
    """Return the counts of what is chosen of these bits; each facet as if nothing of it was.

    `choices`: `{facet: the bits of what is chosen of it}`.
    """
    found = {}
    for facet in {**bitmaps.values, BASE: None, **choices}:
        others = [those for other, those in choices.items() if other != facet]
        counts = _counts(bitmaps, facet, reduce(and_, others, bits))
        if counts or facet in choices:
            found[facet] = counts
    return found


def _bits_of_choice(bitmaps, name, values):
    if name == BASE:
        return bitmaps.bits_of_bases(set(map(int, values)))
    return bitmaps.bits_of_values(name, values)


def _counts(bitmaps, facet, bits):
    """Return `{value: count}` of the documents of these bits."""
    if facet == BASE:
        bases = Counter(bitmaps.chosen(bits, bitmaps.bases))
        bases.pop(None, None)
        return {str(base): count for base, count in bases.items()}
    return {
        value: count
        for value, those in bitmaps.values.get(facet, {}).items()
        if (count := (bits & those).bit_count())
    }


def _known(bitmaps, names, heard):
    """Return `{base: (score, places of units)}` of the bases whose name meets what is asked."""
    if not heard:
        return dict.fromkeys(names, (0, frozenset()))
    bits = heard.bits_among(bitmaps.bits_of(names))
    said = bitmaps.chosen(bits, bitmaps.documents)
    met = {base: met_by_title(names[base], heard.asked) for base in said}
    return {base: told for base, told in met.items() if told}


def _first(bitmaps, bits, heard, named, wanted):
    """Return the first hits, of the documents of these bits and of the bases that are `named`.

    `named`: their scores.
    """
    if wanted.kind != Card.Kind.BASE:
        named = {}
    bits |= bitmaps.bits_of(named)
    documents = bitmaps.chosen(bits, bitmaps.documents)
    scores = heard.scores(bits) if heard else [0] * len(documents)
    if named:
        # What else a closed base says does not change where it stands.
        pairs = zip(documents, scores, strict=True)
        scores = [named.get(document, score) for document, score in pairs]
    if wanted.order == "titre":
        titles = bitmaps.chosen(bits, bitmaps.sort_titles)
        best = nsmallest(wanted.stop, zip(titles, documents, scores, strict=True))
    else:
        by = bitmaps.chosen(bits, bitmaps.published) if wanted.order else scores
        best = _largest(wanted.stop, by, documents, scores)
    return tuple(_hit(bitmaps, document, score, named) for _key, document, score in best)


def _hit(bitmaps, document, score, named):
    """Return the hit that a document is; of what is `named` alone, no date is told."""
    place = bitmaps.places[document]
    published = "" if document in named else bitmaps.published[place]
    return Hit(abs(document), score, bitmaps.sort_titles[place], published)


def _largest(count, *columns):
    """Return the largest rows of these columns, the first of which is put in order first."""
    least = nlargest(count, columns[0])[-1:]
    rows = zip(*columns, strict=True)
    return sorted((row for row in rows if [row[0]] >= least), reverse=True)[:count]
