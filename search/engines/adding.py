"""What meets a question, added up by the database: how many, of what facets, and the first ones.

Thousands may meet it and a page shows twenty: these alone are read, and the codes of all as one
text, in one statement.
"""

from collections import Counter
from functools import reduce
from heapq import nlargest, nsmallest
from operator import itemgetter, or_

from bases.models import Card
from search.matches import BASE, PERSON, Hit, Matches, met_by_title

KINDS = (Card.Kind.RESOURCE, Card.Kind.BASE, Card.Kind.COLLECTION, PERSON)
# What a row of the answer is: the sums, one of the first, or a base known by its name alone.
SUMS, FIRST, NAMED = range(3)
# Its columns. The sums come after.
MARK, OWNER, SCORE, ORDINAL, TOLD = range(5)
AFTER = 5
# The column that holds what rows are put in order by, where it is not by their score.
COLUMNS = {"": "''", "recent": "published", "titre": "sort_title"}
# What the first rows are in SQL, and here.
ORDERS = {
    "": ("score DESC, owner DESC", nlargest, itemgetter(SCORE, OWNER)),
    "recent": ("{ordinal} DESC, owner DESC", nlargest, itemgetter(ORDINAL, OWNER)),
    "titre": ("{ordinal}, owner", nsmallest, itemgetter(ORDINAL, OWNER)),
}


def statement(dialect, asked, wanted, *, hits, opened, named):
    """Return the SQL, and its parameters, that `matches_of` reads the answer of.

    `hits`: such a pair too, of what meets the words, nothing where none are asked; `opened`: the
    pairs of what the reader may open; `named`: that of what they know by its name, or None.
    """
    tables = [*([("hit", *hits)] if hits else []), ("met", *_met(opened, wanted, hits))]
    sums, values = _sums(dialect, asked, wanted)
    nothing = ", NULL" * len(sums)
    order = ORDERS[wanted.order][0].format(ordinal=dialect.as_coded("ordinal"))
    parts = [
        (
            f"SELECT {SUMS}, CAST(NULL AS bigint), CAST(NULL AS float), NULL, NULL,"
            f" {', '.join(sums)} FROM met",
            values,
        ),
        (
            f"SELECT {FIRST}, owner, score, ordinal, NULL{nothing} FROM"
            " (SELECT owner, score, ordinal FROM met WHERE kind = %s AND lacks = 0"
            f" ORDER BY {order} LIMIT %s) AS best",
            [wanted.kind, wanted.stop],
        ),
    ]
    if named:
        known, values = _of_question(named, wanted, hits)
        parts.append(
            (
                f"SELECT {NAMED}, owner, score, ordinal, told{nothing} FROM ({known}) AS known",
                values,
            )
        )
    begun = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, sql, _params in tables)
    asked_for = " UNION ALL ".join(sql for sql, _params in parts)
    params = [value for *_sql, values in [*tables, *parts] for value in values]
    return f"WITH {begun} {asked_for}", params


def matches_of(rows, asked, wanted):
    """Return the `Matches` that the rows of the answer to a `statement` add up to."""
    (sums,) = (iter(row[AFTER:]) for row in rows if row[MARK] == SUMS)
    totals = {kind: count for kind in KINDS if (count := next(sums))}
    bits = [next(sums) for _unit in asked.units]
    counts = [_counts(next(sums), next(sums)) for _group in _groups(wanted)]
    first = [row for row in rows if row[MARK] == FIRST]
    known = [*_known(rows, asked)]
    if known:
        totals[Card.Kind.BASE] = totals.get(Card.Kind.BASE, 0) + len(known)
        first += [row for row, _bits in known] if wanted.kind == Card.Kind.BASE else []
    held = reduce(or_, [*(bit or 0 for bit in bits), *(bits for _row, bits in known)], 0)
    _sql, best, key = ORDERS[wanted.order]
    return Matches(
        tuple(Hit(row[OWNER], row[SCORE]) for row in best(wanted.stop, first, key=key)),
        totals,
        _facets(counts, wanted.facets),
        frozenset(place for place in range(len(asked.units)) if held >> place & 1),
    )


def _groups(wanted):
    """Return what rows may lack to be counted: nothing, or the choice of one facet; as bits."""
    return [0, *(1 << place for place in range(len(wanted.facets)))]


def _of_question(rows, wanted, hits):
    """Return the SQL of those `rows` that meet the question, with what puts them in order."""
    sql, params = rows
    ordinal = COLUMNS[wanted.order]
    if hits:
        told = (
            f"owner, kind, base, hit.score, {ordinal} AS ordinal, hit.met AS bits, told"
        )
        sql = f"SELECT {told} FROM ({sql}) AS known, hit WHERE hit.id = known.id"
    else:
        told = f"owner, kind, base, 0.0 AS score, {ordinal} AS ordinal, 0 AS bits, told"
        sql = f"SELECT {told} FROM ({sql}) AS known"
    return sql, params


def _met(opened, wanted, hits):
    """Return the SQL of what the reader may open, with the facets of which it has no choice."""
    lacks, params = ["0"], []
    for place, (name, values) in enumerate(wanted.facets.items()):
        if name == BASE:
            chosen = f"base IN ({', '.join(['%s'] * len(values))})"
            params += sorted(map(int, values))
        else:
            chosen = " OR ".join(["' ' || told || ' ' LIKE %s"] * len(values))
            params += [f"% {name}:{value} %" for value in sorted(values)]
        lacks.append(f"CASE WHEN {chosen} THEN 0 ELSE {1 << place} END")
    parts = [_of_question(rows, wanted, hits) for rows in opened]
    sources = " UNION ALL ".join(sql for sql, _values in parts)
    params += [value for _sql, values in parts for value in values]
    sql = f"SELECT *, {' + '.join(lacks)} AS lacks FROM ({sources}) AS opened"
    if wanted.base:
        sql = f"{sql} WHERE base = %s"
        params.append(wanted.base)
    return sql, params


def _sums(dialect, asked, wanted):
    """Return the sums, in the order that `matches_of` reads them in, and their parameters."""
    sums = [
        f"count(*) FILTER (WHERE kind = '{kind}' AND lacks = 0)"
        for kind in map(str, KINDS)
    ]
    sums += [f"max(bits & {1 << place})" for place in range(len(asked.units))]
    params = []
    for lacks in _groups(wanted):
        for column in ("told", "base"):
            sums.append(
                f"{dialect.joined(column)} FILTER (WHERE kind = %s AND lacks = {lacks})"
            )
            params.append(wanted.kind)
    return sums, params


def _known(rows, asked):
    """Give the rows of bases known by their name that meets the question, and the bits of it."""
    for row in rows:
        if row[MARK] != NAMED:
            continue
        if not asked.units:
            yield row, 0
        elif said := met_by_title(row[TOLD], asked):
            score, bits = said
            yield (*row[:SCORE], score, *row[SCORE + 1 :]), bits


def _counts(codes, bases):
    """Return how many have each code, of codes and numbers of bases joined by spaces."""
    counts = Counter((codes or "").split())
    for base, count in Counter((bases or "").split()).items():
        counts[f"{BASE}:{base}"] = count
    return counts


def _facets(counts, chosen):
    """Return `{facet: {value: count}}`: of each, what all the other choices leave."""
    everything, *others = counts
    found = _by_name(everything)
    for name, without in zip(chosen, others, strict=True):
        found[name] = _by_name(everything + without).get(name, {})
    return found


def _by_name(counts):
    found = {}
    for code, count in counts.items():
        name, _colon, value = code.partition(":")
        found.setdefault(name, {})[value] = count
    return found
