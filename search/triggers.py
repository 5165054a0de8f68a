"""What the database does by itself when a document changes, whoever writes and however.

Made again after each migration: SQLite drops the triggers of a table that a migration alters.
"""

from django.db import connection

from search.models import SearchDocument

# The full-text indexes of SQLite, and the columns that each is made of.
INDEXES = {"search_index": SearchDocument.FIELDS, "search_levels": ("levels",)}
# What changes what a document says, or who may find it: a table, when, and whose documents.
CHANGES = {
    "document": (
        "search_searchdocument",
        ("INSERT", "UPDATE", "DELETE"),
        "SELECT {row}.id AS id",
    ),
    "card": (
        "bases_card",
        (
            "UPDATE OF rule_id, live, in_bin, listed, expire_at, base_id, kind, codes,"
            " first_published_at",
        ),
        "SELECT id FROM search_searchdocument WHERE card_id = {row}.page_id",
    ),
    "settings": (
        "bases_basesettings",
        ("UPDATE OF shown_when_closed",),
        "SELECT id FROM search_searchdocument WHERE card_id = {row}.base_id",
    ),
    "profile": (
        "accounts_profile",
        ("UPDATE OF is_public",),
        "SELECT id FROM search_searchdocument WHERE profile_id = {row}.user_id",
    ),
    "person": (
        "accounts_user",
        ("UPDATE OF is_active",),
        "SELECT id FROM search_searchdocument WHERE profile_id = {row}.id",
    ),
    "activity": (
        "accounts_activity",
        ("INSERT", "UPDATE OF closed_at"),
        "SELECT id FROM search_searchdocument WHERE profile_id = {row}.user_id",
    ),
}


def make_triggers():
    """Make the triggers that are not there."""
    statements = {"sqlite": _of_sqlite, "postgresql": _of_postgresql}
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]():
            cursor.execute(statement)


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
    for name, (table, events, ids) in CHANGES.items():
        for place, event in enumerate(events):
            act = _tell(ids.format(row="old" if event == "DELETE" else "new"))
            yield _trigger(f"search_change_of_{name}_{place}", event, table, act)


def _trigger(name, event, table, act):
    return f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN {act} END"


def _of_postgresql():
    for name, (table, events, ids) in CHANGES.items():
        row = "(CASE TG_OP WHEN 'DELETE' THEN old ELSE new END)"
        act = _tell(ids.format(row=row))
        yield (
            f"CREATE OR REPLACE FUNCTION search_change_of_{name}() RETURNS trigger"
            f" LANGUAGE plpgsql AS $$ BEGIN {act} RETURN NULL; END $$"
        )
        yield (
            f"CREATE OR REPLACE TRIGGER search_change_of_{name} AFTER {' OR '.join(events)}"
            f" ON {table} FOR EACH ROW EXECUTE FUNCTION search_change_of_{name}()"
        )


def _tell(ids):
    return (
        f"INSERT INTO search_searchchange (document) SELECT id FROM ({ids}) AS changed"
        " WHERE EXISTS (SELECT 1 FROM search_searchindex);"
    )
