"""The admin's own searches on PostgreSQL."""

from modelsearch.backends.database.postgres.postgres import (
    IndexEntry,
    PostgresIndex,
    PostgresSearchBackend,
)
from modelsearch.utils import get_content_type_pk

from search.admin_backend.entries import COLUMNS, AskedInFrench, entry_of

# Words are stems already.
AS_THEY_ARE = "simple"
VECTOR = f"to_tsvector('{AS_THEY_ARE}', %s)"
WRITE = f"""
    INSERT INTO {IndexEntry._meta.db_table}
        (content_type_id, object_id, {", ".join(COLUMNS)}, title_norm, title_text, body_text)
    VALUES (%s, %s, {", ".join([VECTOR] * len(COLUMNS))}, 1.0, '', '')
    ON CONFLICT (content_type_id, object_id)
    DO UPDATE SET {", ".join(f"{column} = EXCLUDED.{column}" for column in COLUMNS)}
"""


class PostgresqlIndex(PostgresIndex):
    """Entries that are written one by one, or a thousand at once, and that know of no other."""

    def add_items(self, model, objs):
        """Write the entries of these objects of a model, whether they have some or not."""
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        rows = []
        for each in objs:
            entry = entry_of(each)
            words = [entry[column] for column in COLUMNS]
            rows.append((content_type, str(each.pk), *words))
        with self.write_connection.cursor() as cursor:
            cursor.executemany(WRITE, rows)

    def _refresh_title_norms(self, full=False):
        """Do nothing: it would read all the entries each time that one is written."""


class PostgresqlBackend(AskedInFrench, PostgresSearchBackend):
    """Answers the admin's own searches on PostgreSQL."""

    index_class = PostgresqlIndex

    def __init__(self, params):
        super().__init__({"SEARCH_CONFIG": AS_THEY_ARE, **params})
