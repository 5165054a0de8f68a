"""From the words that are typed to what they ask for."""

import itertools
from collections import defaultdict
from math import log

from django.db import connection
from rapidfuzz.distance import OSA

from search.asked import Asked, Unit, Variant
from search.models import Word
from search.sql import places_for
from search.synonyms import LONGEST, widening
from search.vocabulary import ALL, STEM
from search.words import asked_words, folded, stem

MAX_WORDS = 12
# What is read of a question, of which as many words are kept.
MAX_TYPED = 2_000
# Of so many units, the share of their weight that an answer holds at least.
SHARES = {1: 1, 2: 0.7, 3: 0.6, 4: 0.5}
SHARE_OF_MANY = 0.4
# What marks, among the rows that are read at once, those of words.
IS_WORD = -1
# The words of a question, and the terms of the groups that widen it.
KNOWN = f"""
    SELECT text, documents, {IS_WORD} FROM search_word WHERE text IN ({{texts}})
    UNION ALL
    SELECT stems, group_id, CASE WHEN widens THEN 1 ELSE 0 END FROM search_synonymterm
    WHERE group_id IN (
        SELECT group_id FROM search_synonymterm WHERE widens AND stems IN ({{terms}})
    )
"""
# A word of which nothing is known tells as much as one that a hundredth of documents hold.
UNKNOWN = 0.01
SHORTEST_REPAIRED = 4
# From this length on, two letters may be wrong.
LONG = 8
REPAIRS_TRIED = 6
# How many times more documents hold a word than the one for which it is looked for besides.
FAR_MORE = 15


def understand(words):
    """Return what `words`, as they are typed, ask for: an `Asked`, whoever asks.

    One query.
    """
    said = asked_words(folded(words[:MAX_TYPED]))[:MAX_WORDS]
    if not said:
        return Asked()
    known, groups = _known(said)
    units, place = [], 0
    while place < len(said):
        unit = _unit_at(said, place, known, groups)
        units.append(unit)
        place += len(unit.words)
    return asking(units)


def asking(units):
    """Return an `Asked` of these units, which wants the usual share of their weight."""
    share = SHARES.get(len(units), SHARE_OF_MANY)
    return Asked(tuple(units), share * sum(unit.weight for unit in units))


def repairs_of(word):
    """Return the words that documents hold and that `word` is nearly, the nearest first.

    One letter is wrong, missing, too much or swapped with the next; two where it is long.
    """
    return _near(word, edits=2 if len(word) >= LONG else 1)[:REPAIRS_TRIED]


def meant_by(unit):
    """Return the word that a unit likely stands for, besides itself; None where there is none.

    What nobody wrote, of which a few documents hold the stem, *coleur*, is one letter away from
    what many hold: it may be a rare form as well, and is looked for too.
    """
    if not unit.is_hardly_said:
        return None
    (word,) = unit.words
    near = _near(word, edits=1, documents__gte=FAR_MORE * unit.documents)
    return next((each for each in near if stem(each) != stem(word)), None)


def _near(word, *, edits, **among):
    """Return the words so many edits away from `word`, the nearest and most frequent first."""
    if len(word) < SHORTEST_REPAIRED or not word.isalpha():
        return []
    near = Word.objects.filter(
        initial=word[0], length__range=(len(word) - edits, len(word) + edits), **among
    )
    found = [
        (distance, -documents, text)
        for text, documents in near.values_list("text", "documents")
        if (distance := OSA.distance(word, text, score_cutoff=edits)) <= edits
    ]
    return [text for _distance, _documents, text in sorted(found)]


def halves_of(word):
    """Return the two words that `word` may be, written as one: those that open documents hold."""
    pairs = [(word[:place], word[place:]) for place in range(2, len(word) - 1)]
    halves = {half for pair in pairs for half in pair}
    known = set(
        Word.objects.filter(text__in=halves, documents__gt=0).values_list(
            "text", flat=True
        )
    )
    return [pair for pair in pairs if known.issuperset(pair)][:REPAIRS_TRIED]


def variant_of(word):
    """Return the variant that says a single word."""
    return Variant((stem(word),), form=word)


def _known(said):
    """Return `{text: documents}` of the words of a question, and the groups of its terms."""
    stems = [stem(word) for word in said]
    terms = {
        " ".join(stems[start : start + size])
        for start in range(len(stems))
        for size in range(1, LONGEST + 1)
    }
    joined = {first + second for first, second in itertools.pairwise(said)}
    texts = {text for word in {*said, *joined} for text in _texts(word)} | {ALL}
    # By hand: the ORM takes three times as long to put it together as the database to answer.
    sql = KNOWN.format(texts=places_for(texts), terms=places_for(terms))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*texts, *terms])
        rows = cursor.fetchall()
    known, found = {}, defaultdict(list)
    for text, number, mark in rows:
        if mark == IS_WORD:
            known[text] = number
        else:
            found[number].append((text, bool(mark)))
    return known, found


def _unit_at(said, place, known, groups):
    """Return the unit that begins at `place`: of as many words as may be.

    Of one, if another that begins at the next is cut by it and tells more: *changer le mot de
    passe* is about *mot de passe*, whatever *changer un mot* means.
    """
    unit = _longest_at(said, place, known, groups)
    if len(unit.words) > 1:
        following = _longest_at(said, place + 1, known, groups)
        is_cut = len(following.words) >= len(unit.words)
        if is_cut and following.weight > unit.weight:
            return _single(said[place], known, groups)
    return unit


def _longest_at(said, place, known, groups):
    """Return the unit of most words that begins at `place`."""
    longest = min(LONGEST, len(said) - place)
    for size in range(longest, 1, -1):
        words = tuple(said[place : place + size])
        stems = tuple(map(stem, words))
        synonyms = widening(groups, " ".join(stems))
        if synonyms:
            return _unit(words, [Variant(stems)], synonyms, known)
    if longest > 1:
        first, second = said[place : place + 2]
        if known.get(first + second) and _is_split(first, second, known):
            ways = [variant_of(first + second), Variant((stem(first), stem(second)))]
            return _unit((first, second), ways, [], known)
    return _single(said[place], known, groups)


def _single(word, known, groups):
    """Return the unit of a single word."""
    return _unit((word,), [variant_of(word)], widening(groups, stem(word)), known)


def _is_split(first, second, known):
    """Say whether two words are more likely one: *wi fi*, of which each half is rarer."""
    together = known[first + second]
    return together >= min(known.get(first, 0), known.get(second, 0))


def _unit(words, said, synonyms, known):
    terms = [tuple(term.split()) for term in synonyms]
    others = [Variant(stems, adjacent=len(stems) > 1) for stems in terms]
    weight = sum(_weight(word, known) for word in words)
    documents = min(_documents(word, known) for word in words)
    return Unit(
        words,
        weight,
        tuple(said),
        tuple(others),
        documents=documents,
        is_hardly_said=_is_hardly_said(words, documents, known),
    )


def _is_hardly_said(words, documents, known):
    """Say whether so many more documents may hold another word, and none holds this one."""
    is_written = any(known.get(word) for word in words)
    is_rare = 0 < FAR_MORE * documents <= known.get(ALL, 0)
    return len(words) == 1 and is_rare and not is_written


def _documents(word, known):
    return max((known.get(text, 0) for text in _texts(word)), default=0)


def _weight(word, known):
    everything = max(known.get(ALL, 1), 1)
    found = _documents(word, known) or max(1, everything * UNKNOWN)
    return log(1 + everything / found)


def _texts(word):
    return (word, f"{stem(word)}{STEM}")
