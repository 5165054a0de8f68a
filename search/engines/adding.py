"""What meets a question, added up by the database: how many, of what facets, and the first ones.

Thousands may meet it and a page shows twenty: these alone are read, and the codes of all as one
text, in one statement.
"""

from collections import Counter
from functools import reduce
from heapq import nlargest, nsmallest
from operator import itemgetter, or_

from bases.codes import code_of, counted, meaning_of
from bases.models import Card
from search.engines.again import read_again
from search.matches import BASE, PERSON, Hit, Matches, met_by_title

KINDS = (Card.Kind.RESOURCE, Card.Kind.BASE, Card.Kind.COLLECTION, PERSON)
# What a row of the answer is: the sums, one of the first, or a base known by its name alone.
SUMS, FIRST, NAMED = range(3)
# Its columns. The sums come after.
MARK, OWNER, SCORE, ORDINAL, TOLD, TITLE, PUBLISHED, SAID_SO = range(8)
AFTER = 8
# What a row lacks that the reader may not open: they know it by its title alone.
CLOSED = -1
# The column that holds what rows are put in order by, where it is not by their score.
ORDINALS = {"": "''", "recent": "published", "titre": "sort_title"}
# What the first rows are in SQL, and here.
ORDERS = {
    "": ("score DESC, owner DESC", nlargest, itemgetter(SCORE, OWNER)),
    "recent": ("{ordinal} DESC, owner DESC", nlargest, itemgetter(ORDINAL, OWNER)),
    "titre": ("{ordinal}, owner", nsmallest, itemgetter(ORDINAL, OWNER)),
}


def statement(dialect, asked, wanted, *, hits, pages, people):
    """Return the SQL, and its parameters, that `matches_of` reads the answer of.

    Each of the last is such a pair, or None: `hits`, what meets the words; `pages` and `people`,
    what the reader may know of. Of the latter there are few.
    """
    few = {"hit": hits, "person": people}
    tables = [(name, *pair) for name, pair in few.items() if pair]
    tables.append(("met", *_met(dialect, pages, wanted, hits=hits, people=people)))
    sums, values = _sums(dialect, asked, wanted)
    parts = [
        (
            f"SELECT {SUMS}, CAST(NULL AS bigint), CAST(NULL AS float), NULL, NULL, NULL, NULL,"
            f" CAST(NULL AS float), {', '.join(sums)} FROM met",
            values,
        ),
        _first(dialect, asked, wanted, others=", NULL" * len(sums)),
        (
            f"SELECT {NAMED}, owner, score, ordinal, told, bases_card.title, '', 0.0"
            f"{', NULL' * len(sums)} FROM met JOIN bases_card ON page_id = owner"
            f" WHERE lacks = {CLOSED}",
            [],
        ),
    ]
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
        tuple(
            Hit(row[OWNER], row[SCORE], *row[TITLE:AFTER])
            for row in best(wanted.stop, first, key=key)
        ),
        totals,
        _facets(counts, wanted.facets),
        frozenset(place for place in range(len(asked.units)) if held >> place & 1),
    )


def _groups(wanted):
    """Return what rows may lack to be counted: nothing, or the choice of one facet; as bits."""
    return [0, *(1 << place for place in range(len(wanted.facets)))]


def _met(dialect, pages, wanted, *, hits, people):
    """Return the SQL of what the reader may know, with the facets of which it has no choice.

    Of rows that meet the question, with what puts them in order. Each part is whole: to select
    from them together is to copy them once more.
    """
    lacks, choices = _lacks(dialect, wanted)
    told = f"owner, kind, base_id AS base, {ORDINALS[wanted.order]} AS ordinal, told"
    scored = "hit.score AS score, hit.met AS bits" if hits else "0.0 AS score, 0 AS bits"
    selected = f"SELECT {told}, {scored}, {lacks} AS lacks FROM"
    conditions = ["hit.id = known.id"] if hits else []
    conditions += ["base_id = %s"] if wanted.base else []
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    source = "hit CROSS JOIN" if hits else ""
    parts = [f"{selected} {source} ({pages[0]}) AS known{where}"]
    params = [*choices, *pages[1], *([wanted.base] if wanted.base else [])]
    if people:
        parts.append(f"{selected} {source} person AS known{where}")
        params += choices
    return " UNION ALL ".join(parts), params


def _lacks(dialect, wanted):
    """Return the SQL, and its parameters, of the facets of which a row has no choice, as bits."""
    lacks, params = ["0"], []
    for place, (name, values) in enumerate(wanted.facets.items()):
        if name == BASE:
            chosen = f"base_id IN ({', '.join(['%s'] * len(values))})"
            params += sorted(map(int, values))
        else:
            chosen = " OR ".join([dialect.holds("told")] * len(values))
            params += [code_of(name, value) for value in sorted(values)]
        lacks.append(f"CASE WHEN {chosen} THEN 0 ELSE {1 << place} END")
    return f"CASE WHEN may_open THEN {' + '.join(lacks)} ELSE {CLOSED} END", params


def _first(dialect, asked, wanted, *, others):
    """Return the SQL of the first rows of the kind that is wanted, with `others` after."""
    order = ORDERS[wanted.order][0].format(ordinal=dialect.as_coded("ordinal"))
    best = (
        "SELECT owner, score, ordinal FROM met WHERE kind = %s AND lacks = 0"
        f" ORDER BY {order} LIMIT %s"
    )
    columns, params = f"{FIRST}, owner, score, ordinal, NULL", [wanted.kind, wanted.stop]
    if not wanted.again:
        return f"SELECT {columns}, '', '', 0.0{others} FROM ({best}) AS best", params
    sql, values = read_again(dialect, asked, best, columns, others)
    return sql, [*values, *params]


def _sums(dialect, asked, wanted):
    """Return the sums, in the order that `matches_of` reads them in, and their parameters."""
    sums = [
        f"count(*) FILTER (WHERE kind = '{kind}' AND lacks = 0)"
        for kind in map(str, KINDS)
    ]
    sums += [
        f"max(bits & {1 << place}) FILTER (WHERE lacks <> {CLOSED})"
        for place in range(len(asked.units))
    ]
    params = []
    for lacks in _groups(wanted):
        for joined in (dialect.joined("told", ""), dialect.joined("base", " ")):
            sums.append(f"{joined} FILTER (WHERE kind = %s AND lacks = {lacks})")
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
    """Return how many are of each code, and of each base: both are joined, bases by spaces."""
    return counted(codes or ""), Counter((bases or "").split())


def _facets(counts, chosen):
    """Return `{facet: {value: count}}`: of each, what all the other choices leave."""
    (codes, bases), *others = counts
    found = _by_name(codes, bases)
    for name, (of_codes, of_bases) in zip(chosen, others, strict=True):
        found[name] = _by_name(codes + of_codes, bases + of_bases).get(name, {})
    return found


def _by_name(codes, bases):
    found = {BASE: dict(bases)} if bases else {}
    for code, count in codes.items():
        name, value = meaning_of(code)
        found.setdefault(name, {})[value] = count
    return found
