"""The indexes by which each database finds words.

PostgreSQL keeps its own right by itself; that of SQLite is kept by `search.triggers`.
"""

from django.db import migrations

COLUMNS = ("title", "keywords", "summary", "body", "base_title", "files")
NAMES = ", ".join(COLUMNS)
ON_SQLITE = [
    f"""CREATE VIRTUAL TABLE search_index USING fts5(
        {NAMES}, content='search_searchdocument', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0"
    )""",
]
VECTOR = f"""CREATE FUNCTION search_vector({", ".join(f"{name} text" for name in COLUMNS)})
    RETURNS tsvector IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('simple', keywords), 'B')
    || setweight(to_tsvector('simple', summary), 'C')
    || to_tsvector('simple', body)
    || to_tsvector('simple', base_title)
    || to_tsvector('simple', files)
"""
# How much a document says of each stem, from 0 to 1000: more where it stands in the title, less
# the more it is repeated and the longer the text. The formula is BM25, with a length in words
# that is usual here; how rare a stem is, a question knows.
IMPACTS = """CREATE FUNCTION search_impacts(vector tsvector)
    RETURNS jsonb IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN (
    WITH said AS (
        SELECT lexeme, cardinality(positions) AS times, (
            SELECT sum(CASE weight WHEN 'A' THEN 4 WHEN 'B' THEN 3 WHEN 'C' THEN 2 ELSE 1 END)
            FROM unnest(weights) AS weight
        ) AS heard
        FROM unnest(vector)
    ), length AS (SELECT 0.25 + 0.75 * sum(times) / 200 AS norm FROM said)
    SELECT coalesce(jsonb_object_agg(lexeme, round(1000 * heard / (1.2 * norm + heard))), '{}')
    FROM said, length)
"""
CALL = f"search_vector({NAMES})"
ON_POSTGRESQL = [
    VECTOR,
    IMPACTS,
    "ALTER TABLE search_searchdocument ADD COLUMN vector tsvector"
    f" GENERATED ALWAYS AS ({CALL}) STORED",
    "ALTER TABLE search_searchdocument ADD COLUMN impacts jsonb"
    f" GENERATED ALWAYS AS (search_impacts({CALL})) STORED",
    "CREATE INDEX search_document_by_word ON search_searchdocument USING gin (vector)"
    " WITH (fastupdate = off)",
]


def index_words(apps, schema_editor):
    by_vendor = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_documents")]

    operations = [migrations.RunPython(index_words, migrations.RunPython.noop)]
