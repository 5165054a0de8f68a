"""What the database does by itself when a document changes, whoever writes and however.

Made again after each migration: SQLite drops the triggers of a table that a migration alters.
"""

from django.db import connection, transaction

from search.models import SearchDocument

# The full-text indexes of SQLite, and the columns that each is made of.
INDEXES = {"search_index": SearchDocument.FIELDS, "search_levels": ("levels",)}
# What changes what a document says, or who may find it: a table, when, and the document's number.
CHANGES = {
    "document": (
        "search_searchdocument",
        ("INSERT", "UPDATE", "DELETE"),
        "{row}.id",
    ),
    "card": (
        "bases_card",
        (
            "INSERT",
            "UPDATE OF rule_id, live, in_bin, listed, expire_at, base_id, kind, codes,"
            " first_published_at",
            "DELETE",
        ),
        "{row}.page_id",
    ),
    "settings": (
        "bases_basesettings",
        ("INSERT", "UPDATE OF shown_when_closed", "DELETE"),
        "{row}.base_id",
    ),
    "profile": (
        "accounts_profile",
        ("UPDATE OF is_public",),
        "-{row}.user_id",
    ),
    "person": (
        "accounts_user",
        ("UPDATE OF is_active",),
        "-{row}.id",
    ),
    "activity": (
        "accounts_activity",
        ("INSERT", "UPDATE OF closed_at", "DELETE"),
        "-{row}.user_id",
    ),
}
# How long, in seconds, and how many of the changes are kept, at least, of those that processes
# are told of: whoever asked nothing for half of this time reads all anew.
A_DAY, KEPT = 24 * 60 * 60, 10_000
# Of those that are older as many are taken away at once as one that is written makes room for.
AT_ONCE = 2


def make_triggers():
    """Make all the triggers as they are written here."""
    statements = {"sqlite": _of_sqlite, "postgresql": _of_postgresql}
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _forget_triggers(cursor)
        for statement in statements[connection.vendor]():
            cursor.execute(statement)
        # Whatever a migration wrote, processes that run already know nothing of it.
        for statement in _told("NULL"):
            cursor.execute(statement)


def _forget_triggers(cursor):
    """Drop those of SQLite, whatever they did."""
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search!_%' ESCAPE '!'"
    )
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TRIGGER {name}")


def _of_sqlite():
    """Return what keeps the full-text indexes right, and tells the outbox of changes."""
    for index, columns in INDEXES.items():
        names = ", ".join(columns)
        old, new = (
            ", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new")
        )
        forget = (
            f"INSERT INTO {index}({index}, rowid, {names})"
            f" VALUES ('delete', old.id, {old});"
        )
        learn = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"
        of_index = {
            "insert": ("INSERT", learn),
            "delete": ("DELETE", forget),
            "update": (f"UPDATE OF {names}", forget + learn),
        }
        for name, (event, act) in of_index.items():
            yield _trigger(f"{index}_{name}", event, "search_searchdocument", act)
    for name, (table, events, number) in CHANGES.items():
        for place, event in enumerate(events):
            act = _tell(name, number.format(row="old" if event == "DELETE" else "new"))
            yield _trigger(f"search_change_of_{name}_{place}", event, table, act)


def _trigger(name, event, table, act):
    return f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {act} END"


def _of_postgresql():
    for name, (table, events, number) in CHANGES.items():
        row = "(CASE TG_OP WHEN 'DELETE' THEN old ELSE new END)"
        function, act = f"search_change_of_{name}", _tell(name, number.format(row=row))
        yield _function(function, act)
        yield _trigger_of_postgresql(function, " OR ".join(events), table, "ROW")
    # Where tables are emptied at once, no row is deleted.
    function = "search_change_of_all"
    yield _function(function, _together(*_told("NULL")))
    yield _trigger_of_postgresql(function, "TRUNCATE", "bases_card", "STATEMENT")


def _function(name, act):
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger"
        f" LANGUAGE plpgsql AS $$ BEGIN {act} RETURN NULL; END $$"
    )


def _trigger_of_postgresql(function, event, table, each):
    return (
        f"CREATE OR REPLACE TRIGGER {function} AFTER {event} ON {table}"
        f" FOR EACH {each} EXECUTE FUNCTION {function}()"
    )


def _tell(name, number):
    """Return what tells processes of a document, and Elasticsearch, where it is asked."""
    is_written = (
        ""
        if name == "document"
        else f" AND EXISTS (SELECT 1 FROM search_searchdocument WHERE id = {number})"
    )
    return _together(
        f"INSERT INTO search_searchchange (document) SELECT {number}"
        f" WHERE EXISTS (SELECT 1 FROM search_searchindex){is_written}",
        *_told(number),
    )


def _together(*statements):
    return "".join(f"{each}; " for each in statements)


def _told(number):
    """Return what tells processes of a document, and what takes away former changes."""
    oldest = f"SELECT id FROM search_memorychange ORDER BY id LIMIT {AT_ONCE}"
    now, token, is_oldest = {
        "sqlite": (
            "CAST(strftime('%s', 'now') AS integer)",
            "random()",
            f"id IN ({oldest})",
        ),
        "postgresql": (
            "CAST(extract(epoch FROM clock_timestamp()) AS bigint)",
            "CAST(random() * 1e18 AS bigint)",
            # Asked once, and nobody waits for who takes away the same ones at the same time.
            f"id = ANY(ARRAY({oldest} FOR UPDATE SKIP LOCKED))",
        ),
    }[connection.vendor]
    return (
        "INSERT INTO search_memorychange (document, token, made_at)"
        f" VALUES ({number}, {token}, {now})",
        f"DELETE FROM search_memorychange WHERE {is_oldest} AND made_at < {now} - {A_DAY}"
        f" AND id < (SELECT max(id) FROM search_memorychange) - {KEPT}",
    )
