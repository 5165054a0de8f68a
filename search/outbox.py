"""What Elasticsearch has to be told: changes wait in a table until it has them.

While something waits the database answers, so that nothing that was closed shows.
"""

from datetime import UTC

from django.conf import settings
from django.db import transaction
from django.db.models import F
from elasticsearch import Elasticsearch, helpers

from bases.models import BaseSettings, Card
from search.matches import PERSON
from search.models import SearchChange, SearchDocument, SearchIndex

# Changes that are told at once, so that whoever searches does not wait for long.
AT_ONCE = 300
SECONDS = 2
# What is taken out twice, or was told a later state: no fault.
ALREADY_SO = {404, 409}
TEXT = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
MAPPINGS = {
    "dynamic": "strict",
    "properties": {
        **{name: TEXT for name in SearchDocument.FIELDS},
        "document": {"type": "long"},
        "owner": {"type": "long"},
        "kind": {"type": "keyword"},
        "base": {"type": "long"},
        "rule": {"type": "long"},
        # The rule of a closed base whose name is shown: the only thing that is told of it.
        "named": {"type": "long"},
        "facets": {"type": "keyword"},
        "expire_at": {"type": "date"},
        "published": {"type": "keyword"},
        "sort_title": {"type": "keyword", "ignore_above": 256},
    },
}
SETTINGS = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "30s"}


class Refused(Exception):
    """Raised where the server does not take what it is told: it is kept, and told again."""


def client():
    """Return the client of the server that the settings name."""
    return Elasticsearch(
        settings.ELASTICSEARCH_URL,
        request_timeout=SECONDS,
        max_retries=0,
        retry_on_timeout=False,
    )


def waits():
    """Say whether Elasticsearch is still to be told of something."""
    return SearchChange.objects.exists()


def tell(server, index):
    """Tell the server of the first changes that wait; return whether none is left.

    Two may tell at once: of each document what was read last wins. So the changes are listed, then
    numbered, and only then is it read what the documents are. Keys of changes would not do: the
    transaction of a smaller one may end after that of a larger.
    """
    changes = list(SearchChange.objects.order_by("pk")[:AT_ONCE])
    if changes:
        if not server.indices.exists(index=index):
            # Written to, it would be made again without what it held.
            raise Refused(f"the index {index} is gone: rebuild_search makes it again")
        ids = {change.document for change in changes}
        write(server, index, ids, version=_next_number())
        SearchChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return len(changes) < AT_ONCE and not waits()


def _next_number():
    with transaction.atomic():
        SearchIndex.objects.update(told=F("told") + 1)
        return SearchIndex.objects.values_list("told", flat=True).get()


def write(server, index, ids, *, version, refresh=True):
    """Write in `index` what these documents are now; those that are no more are taken out."""
    found = {row["document"]: row for row in rows_of(ids)}
    _written, errors = helpers.bulk(
        server.options(request_timeout=30),
        _actions(index, sorted(ids), found, version),
        refresh=refresh,
        raise_on_error=False,
    )
    for error in errors:
        ((_action, told),) = error.items()
        if told["status"] not in ALREADY_SO:
            raise Refused(str(told.get("error", told)))


def _actions(index, ids, found, version):
    for pk in ids:
        row = found.get(pk)
        open_to_some = row if row and not row.pop("is_hidden") else None
        yield _action(index, f"{pk}", open_to_some, version)
        name = _name_of(row) if open_to_some and row["named"] else None
        yield _action(index, f"name-{pk}", name, version)


def _action(index, key, source, version):
    action = {
        "_index": index,
        "_id": key,
        "version": version,
        "version_type": "external_gte",
    }
    if source is None:
        return {"_op_type": "delete", **action}
    kept = {name: value for name, value in source.items() if value not in (None, "", [])}
    if not key.startswith("name-"):
        kept.pop("named", None)
    return {"_op_type": "index", "_source": kept, **action}


def _name_of(row):
    names = ("document", "owner", "kind", "title", "named", "sort_title", "published")
    return {name: row[name] for name in names} | {"expire_at": row["expire_at"]}


def rows_of(ids):
    """Return, as Elasticsearch takes them, the documents of these ids that still are.

    `is_hidden`: whether nobody finds it now.
    """
    documents = SearchDocument.objects.filter(pk__in=ids).select_related(
        "card", "profile__user__activity"
    )
    shown = set(
        BaseSettings.objects.filter(
            shown_when_closed=True, base__cards__search_document__in=ids
        ).values_list("base", flat=True)
    )
    return [_row(document, shown) for document in documents]


def _row(document, shown):
    card = document.card
    row = {name: getattr(document, name) for name in document.FIELDS}
    row |= {
        "document": document.pk,
        "facets": document.facets.split(),
        "published": document.published,
        "sort_title": document.sort_title,
        "named": None,
    }
    if card is None:
        user = document.profile.user
        closed = getattr(user, "activity", None) and user.activity.closed_at
        hidden = not document.profile.is_public or not user.is_active or bool(closed)
        return row | {
            "owner": user.pk,
            "kind": PERSON,
            "base": None,
            "rule": None,
            "expire_at": None,
            "is_hidden": hidden,
        }
    is_named = card.kind == Card.Kind.BASE and card.pk in shown and card.rule_id
    return row | {
        "owner": card.pk,
        "kind": card.kind,
        "base": card.base_id,
        "rule": card.rule_id,
        "expire_at": card.expire_at and card.expire_at.astimezone(UTC).isoformat(),
        "is_hidden": not card.live or card.in_bin or not card.listed,
        "named": card.rule_id if is_named else None,
    }


def build_index(server, *, report=lambda done: None):
    """Make an index of all documents and answer from it from then on.

    What changes meanwhile waits and is told after; the database answers until then. A build that is
    stopped leaves the former index, of which nothing is asked before another build ends.
    """
    prefix = settings.ELASTICSEARCH_INDEX
    # From here on changes are kept: what is read below may be older than they are.
    former, _made = SearchIndex.objects.update_or_create(defaults={"is_building": True})
    name = f"{prefix}-{int(former.name.rpartition('-')[2] or 0) + 1}"
    slow = server.options(request_timeout=60)
    slow.indices.delete(index=name, ignore_unavailable=True)
    slow.indices.create(index=name, mappings=MAPPINGS, settings=SETTINGS)
    ids = SearchDocument.objects.order_by("pk").values_list("pk", flat=True)
    done, last = 0, 0
    while batch := list(ids.filter(pk__gt=last)[:500]):
        write(server, name, batch, version=1, refresh=False)
        done, last = done + len(batch), batch[-1]
        report(done)
    slow.indices.refresh(index=name)
    SearchIndex.objects.update(name=name, is_building=False)
    for each in slow.indices.get(index=f"{prefix}-*"):
        # A portal of a longer name has its indexes on the same server.
        if each.removeprefix(f"{prefix}-").isdecimal() and each != name:
            slow.indices.delete(index=each, ignore_unavailable=True)
    return done


def index_to_ask():
    """Return the name of the index that may answer, empty where there is none now."""
    ready = SearchIndex.objects.exclude(name="").filter(is_building=False)
    return ready.values_list("name", flat=True).first() or ""
