"""What Elasticsearch answers: the same as the database, for larger portals.

Its documents hold the same stems and the rule of who may read; where it cannot answer, or is
behind, the database does.
"""

import logging
from datetime import date
from math import sqrt

from django.core.cache import cache
from django.db import connection
from django.db.models import BigIntegerField
from django.utils import timezone
from django.utils.functional import cached_property
from elasticsearch import ApiError, TransportError

from bases.access import rules_readable_by
from bases.codes import code_of, meaning_of
from search.asked import ROUNDED
from search.engines.database import DatabaseEngine
from search.engines.scoring import SYNONYM_SHARE
from search.matches import BASE, Hit, Matches
from search.outbox import READY, WAITING, Refused, client, tell

logger = logging.getLogger(__name__)

WEIGHTS = {
    "title": 4,
    "keywords": 3,
    "summary": 2,
    "body": 1,
    "base_title": 1,
    "files": 1,
}
FIELDS = [f"{name}^{weight}" for name, weight in WEIGHTS.items()]
# Seconds for which a server that failed is not asked again.
RESTS = 30
RESTING = "search-elasticsearch-rests"
MANY = 2_000
# Set while one question tells the server what waits: the database answers the others.
TELLING = "search-elasticsearch-is-told"
SECONDS_TELLING = 10
# It does not answer, or refuses; or it answers what is none: reading that raises anything.
FAILURES = (
    *(ApiError, TransportError, Refused),
    *(
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ),
)


class ElasticEngine:
    """Answers a reader from Elasticsearch, if it knows all that changed, else from the database."""

    def __init__(self, reader):
        self.reader = reader
        self.database = DatabaseEngine(reader)

    @cached_property
    def server(self):
        """Give the client of the server: one, whose time is for the whole of the question."""
        return client()

    def matches(self, asked, wanted):
        """Return the `Matches` of a question."""
        found = self._ask(
            lambda may_read: question(may_read, asked, wanted),
            lambda answer: _matches(answer, asked, wanted),
        )
        return self.database.matches(asked, wanted) if found is None else found

    def readable(self, units):
        """Return those of `units` that something which the reader may read holds."""
        if not units:
            return []
        found = self._ask(
            lambda may_read: {
                "size": 0,
                "query": {"bool": {"filter": [may_read]}},
                "aggs": _held(units),
            },
            lambda answer: [units[place] for place in _places_held(answer, units)],
        )
        return self.database.readable(units) if found is None else found

    def _ask(self, body_for, understand):
        """Return what the answer of the server is understood as; None where it gives none.

        `body_for`: what is asked, given the filter of what the reader may find.
        """
        if cache.get(RESTING):
            return None
        index, is_behind, names_bases = self._standing()
        if not index:
            return None
        try:
            if is_behind and not self._catches_up(index):
                return None
            body = body_for(_readable(rules_readable_by(self.reader), names_bases))
            answer = self.server.search(
                index=index, allow_partial_search_results=False, **body
            )
            return understand(answer)
        except FAILURES as failure:
            return self._rest(failure)

    def _standing(self):
        """Return the index that may answer, empty where there is none now, in one query.

        With it whether something waits for it, and whether the reader may open the lists of bases.
        """
        lists, params = self.database.lists
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT name, EXISTS ({WAITING}), EXISTS ({lists}) FROM ({READY}) AS ready",
                params,
            )
            return cursor.fetchone() or ("", False, False)

    def _catches_up(self, index):
        """Say whether the server knows all that changed, once it was told what waits."""
        if not cache.add(TELLING, True, SECONDS_TELLING):
            return False
        try:
            return tell(self.server, index)
        finally:
            cache.delete(TELLING)

    def _rest(self, failure):
        """Leave the server alone for a while: nothing is known of what it would answer."""
        logger.warning(
            "Elasticsearch does not answer (%s): the database does", reason_of(failure)
        )
        cache.set(RESTING, True, RESTS)


def reason_of(failure):
    """Return what a failure says: printed whole, it would read an answer that may be none."""
    return f"{type(failure).__name__}: {getattr(failure, 'message', failure)}"


def question(may_read, asked, wanted):
    """Return what the server is asked: hits, totals and facets in one request.

    `may_read`: the filter of what the reader may find.
    """
    filters = [may_read]
    if wanted.base:
        filters.append({"term": {"base": wanted.base}})
    query = {"filter": filters}
    if asked.units:
        query["filter"] = [*filters, _enough(asked)]
        query["should"] = [_scored(unit) for unit in asked.units]
    chosen = {name: _chosen(name, codes) for name, codes in wanted.facets.items()}
    of_kind = {"term": {"kind": wanted.kind}}
    return {
        "size": wanted.stop,
        "source": False,
        "fields": ["owner", "named", "sort_title", "published"],
        "query": {"bool": query},
        "post_filter": {"bool": {"filter": [of_kind, *chosen.values()]}},
        "sort": _sort(wanted.order),
        "track_scores": True,
        "track_total_hits": False,
        "aggs": {**_counts(of_kind, chosen), **_held(asked.units)},
    }


def _readable(rules, names_bases):
    """Return the filter of what a reader may find now: the rule of `bases.access`, in its words.

    `rules`: those that the reader satisfies; `names_bases`: whether they may open the list of
    bases, which names some that are closed.
    """
    now = timezone.now().isoformat()
    not_expired = _any([_lacks("expire_at"), {"range": {"expire_at": {"gt": now}}}])
    may_open = _any([_lacks("rule"), {"terms": {"rule": rules}}])
    may_open = {
        "bool": {"filter": [may_open], "must_not": [{"exists": {"field": "named"}}]}
    }
    ways = [may_open]
    if names_bases:
        named = {"exists": {"field": "named"}}
        ways.append(
            {"bool": {"filter": [named], "must_not": [{"terms": {"named": rules}}]}}
        )
    return {"bool": {"filter": [not_expired, _any(ways)]}}


def _enough(asked):
    """Return the filter of what holds enough of the weight of the question."""
    held = [
        {"constant_score": {"filter": _said(unit), "boost": round(unit.weight, 4)}}
        for unit in asked.units
    ]
    return {
        "function_score": {
            "query": _any(held),
            "min_score": round(asked.need - ROUNDED, 4),
        }
    }


def _held(units):
    """Return the counts of documents that hold each of `units`."""
    return {f"u{place}": {"filter": _said(unit)} for place, unit in enumerate(units)}


def _places_held(answer, units):
    counts = answer["aggregations"]
    return [place for place in range(len(units)) if counts[f"u{place}"]["doc_count"]]


def _said(unit):
    return _any([_variant(variant) for variant in unit.variants])


def _scored(unit):
    ways = [_variant(variant) for variant in unit.said]
    if unit.synonyms:
        others = [_variant(variant) for variant in unit.synonyms]
        ways.append({"dis_max": {"queries": others, "boost": SYNONYM_SHARE}})
    return {"dis_max": {"queries": ways}}


def _variant(variant):
    if variant.adjacent:
        said = " ".join(variant.stems)
        return {"multi_match": {"query": said, "type": "phrase", "fields": FIELDS}}
    stems = [
        {"combined_fields": {"query": stem, "fields": FIELDS}} for stem in variant.stems
    ]
    return stems[0] if len(stems) == 1 else {"bool": {"must": stems}}


def _chosen(name, codes):
    if name == BASE:
        return {"terms": {"base": sorted(codes)}}
    return {"terms": {"facets": sorted(code_of(name, value) for value in codes)}}


def _counts(of_kind, chosen):
    """Return the totals, the facets of what is chosen, and of each without its own choice."""
    every = list(chosen.values())
    counted = {
        "facets": {"terms": {"field": "facets", "size": MANY}},
        "bases": {"terms": {"field": "base", "size": MANY}},
    }
    aggs = {
        "kinds": _filtered(every, {"kinds": {"terms": {"field": "kind"}}}),
        "all": _filtered([of_kind, *every], counted),
    }
    for name in chosen:
        others = [each for other, each in chosen.items() if other != name]
        aggs[f"without-{name}"] = _filtered([of_kind, *others], counted)
    return aggs


def _filtered(filters, aggs):
    return {"filter": {"bool": {"filter": filters}}, "aggs": aggs}


def _sort(order):
    if order == "recent":
        return [{"published": "desc"}, {"owner": "desc"}]
    if order == "titre":
        return [{"sort_title": "asc"}, {"owner": "asc"}]
    return ["_score", {"owner": "desc"}]


def _matches(answer, asked, wanted):
    counts = answer["aggregations"]
    totals = _counted(counts["kinds"]["kinds"])
    facets = _by_name(counts["all"])
    for name in wanted.facets:
        facets[name] = _by_name(counts[f"without-{name}"]).get(name, {})
    hits = [_hit(hit["fields"], hit["_score"] or 0) for hit in answer["hits"]["hits"]]
    held = frozenset(_places_held(answer, asked.units))
    return Matches(tuple(hits), totals, facets, held)


def _hit(fields, score):
    """Return the hit of a document.

    Its score is the root of what the server says, which is spread more widely than the levels of
    the databases: what its title adds would not count as much. Of what is named alone no date is
    told, which documents of before hold. Raises where the title is no text, or the date none.
    """
    title = "".join(fields.get("sort_title", ""))
    published = "" if fields.get("named") else "".join(fields.get("published", ""))
    if published:
        date.fromisoformat(published[:10])
    return Hit(_id(fields["owner"][0]), sqrt(score), title, published)


def _by_name(counts):
    found = {}
    for code, documents in _counted(counts["facets"]).items():
        name, value = meaning_of(code)
        found.setdefault(name, {})[value] = documents
    if bases := _counted(counts["bases"]):
        found[BASE] = {str(_id(base)): documents for base, documents in bases.items()}
    return found


def _id(said):
    """Return the number that is said, if a database may hold it: it is asked for what it is of."""
    number = int(said)
    if not 0 < number <= BigIntegerField.MAX_BIGINT:
        raise ValueError(f"{said} is of nothing")
    return number


def _counted(terms):
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in terms["buckets"]}


def _any(queries):
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def _lacks(field):
    return {"bool": {"must_not": [{"exists": {"field": field}}]}}
