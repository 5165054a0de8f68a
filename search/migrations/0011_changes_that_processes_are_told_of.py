"""What processes that keep facts of documents in memory are told of: `search.triggers` writes it.

And how PostgreSQL tells them all the documents that say something.
"""

from django.db import migrations, models

# Transactions end in another order than they begin in: which of them one did not see yet is told
# by their number.
ON_POSTGRESQL = [
    "ALTER TABLE search_memorychange"
    " ADD COLUMN transaction xid8 NOT NULL DEFAULT pg_current_xact_id()",
    "CREATE INDEX memory_change_by_transaction ON search_memorychange (transaction)",
    # All the documents of each question in one row, eight bytes for each: rows of a function are
    # written somewhere before they are read.
    "DROP FUNCTION search_answers",
    """CREATE FUNCTION search_heard(questions text[])
        RETURNS TABLE (question integer, documents bytea)
        LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20 SET enable_seqscan = off AS $$ BEGIN
            RETURN QUERY SELECT asked.number::integer, (
                SELECT string_agg(int8send(document.id), ''::bytea)
                FROM search_searchdocument AS document
                WHERE document.entries @@ asked.words::tsquery
            ) FROM unnest(questions) WITH ORDINALITY AS asked(words, number);
        END $$
    """,
]


def number_transactions(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in ON_POSTGRESQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0010_documents_numbered_as_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="MemoryChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("document", models.BigIntegerField(null=True)),
                ("token", models.BigIntegerField(default=0)),
                ("made_at", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(number_transactions, migrations.RunPython.noop),
    ]
