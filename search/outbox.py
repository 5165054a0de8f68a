"""What Elasticsearch has to be told: changes wait in a table until it has them.

While something waits the database answers, so that nothing that was closed shows.
"""

from datetime import UTC
from time import monotonic

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import Elasticsearch, helpers

from bases.codes import codes_in
from bases.models import BaseSettings, Card
from search.matches import PERSON
from search.models import SearchChange, SearchDocument, SearchIndex
from search.timed import TimedNode

# What a question waits for the server in all, and the part of it after which no more is told.
SECONDS = 1
SECONDS_TELLING = 0.4
# Documents that are told at once: what is told stays told where the next ones are not.
AT_ONCE = 50
# Seconds for what nobody waits for.
PATIENCE = 60
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


# In SQL, since both are asked in one query: the index that may answer, and what waits for it.
READY = "SELECT name FROM search_searchindex WHERE name <> '' AND NOT is_building LIMIT 1"
WAITING = "SELECT 1 FROM search_searchchange"


class Refused(Exception):
    """Raised where the server does not take what it is told: it is kept, and told again."""


def client():
    """Return a client, for one thread, of the server that the settings name.

    What it asks takes `SECONDS` in all, unless a request has a `request_timeout` of its own.
    """
    node = url_to_node_config(
        settings.ELASTICSEARCH_URL, use_default_ports_for_scheme=True
    )
    return Elasticsearch(
        [node.replace(request_timeout=SECONDS)],
        node_class=TimedNode,
        max_retries=0,
        retry_on_timeout=False,
    )


def waits():
    """Say whether Elasticsearch is still to be told of something."""
    return SearchChange.objects.exists()


def tell(server, index, *, seconds=SECONDS_TELLING):
    """Tell the server of the changes that wait, for some seconds; return whether none is left."""
    if not waits():
        return True
    if not server.indices.exists(index=index):
        # Written to, it would be made again without what it held.
        raise Refused(f"the index {index} is gone: rebuild_search makes it again")
    limit = monotonic() + seconds
    while changes := list(SearchChange.objects.order_by("pk")[:AT_ONCE]):
        _tell(server, index, changes)
        if monotonic() > limit:
            break
    return not waits()


def _tell(server, index, changes):
    """Tell the server of `changes`, which wait no more.

    Two may tell at once: of each document what was read last wins. So the changes are listed, then
    numbered, and only then is it read what the documents are. Keys of changes would not do: the
    transaction of a smaller one may end after that of a larger.
    """
    ids = {change.document for change in changes}
    write(server, index, ids, version=_next_number(index))
    SearchChange.objects.filter(pk__in=[change.pk for change in changes]).delete()


def _next_number(index):
    with transaction.atomic():
        ready = SearchIndex.objects.filter(name=index, is_building=False)
        if not ready.update(told=F("told") + 1):
            # What changes from here on is kept for the one that is made.
            raise Refused("another index is made")
        return SearchIndex.objects.values_list("told", flat=True).get()


def write(server, index, ids, *, version, refresh=True):
    """Write in `index` what these documents are now; those that are no more are taken out."""
    found = {row["document"]: row for row in rows_of(ids)}
    actions = list(_actions(index, sorted(ids), found, version))
    written, errors = helpers.bulk(server, actions, refresh=refresh, raise_on_error=False)
    if written + len(errors) != len(actions):
        raise Refused("it does not say of everything whether it has it")
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
    names = ("document", "owner", "kind", "title", "named", "sort_title")
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
            "facets": [],
            "published": "",
            "expire_at": None,
            "is_hidden": hidden,
        }
    is_named = card.kind == Card.Kind.BASE and card.pk in shown and card.rule_id
    return row | {
        "owner": card.pk,
        "kind": card.kind,
        "base": card.base_id,
        "rule": card.rule_id,
        "facets": codes_in(card.codes),
        "published": _told(card.first_published_at),
        "expire_at": _told(card.expire_at),
        "is_hidden": not card.live or card.in_bin or not card.listed,
        "named": card.rule_id if is_named else None,
    }


def _told(moment):
    return moment.astimezone(UTC).isoformat() if moment else ""


def index_to_ask():
    """Return the name of the index that may answer, empty where there is none now."""
    with connection.cursor() as cursor:
        cursor.execute(READY)
        (name,) = cursor.fetchone() or ("",)
    return name
