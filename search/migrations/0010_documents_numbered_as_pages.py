"""Documents that have the number of their page: what meets a question is found among cards by it.

What search reads is derived from pages: it is written again, not kept.
"""

from django.db import migrations, models

OF_SQLITE = ("search_index", "search_levels")
# Elasticsearch knows documents by their former numbers: `rebuild_search` tells it again.
TABLES = (
    "search_searchchange",
    "search_searchindex",
    "search_passage",
    "search_searchdocument",
)


def forget_documents(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _forget_words_of_sqlite(schema_editor)
    for table in TABLES:
        schema_editor.execute(f"DELETE FROM {table}")


def _forget_words_of_sqlite(schema_editor):
    """Empty its indexes at once; the triggers that kept them are made again after."""
    named = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search%'"
    )
    with schema_editor.connection.cursor() as cursor:
        triggers = cursor.execute(named).fetchall()
    for (name,) in triggers:
        schema_editor.execute(f"DROP TRIGGER {name}")
    for index in OF_SQLITE:
        schema_editor.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0009_levels"),
        ("bases", "0016_codes_of_cards"),
    ]

    operations = [
        migrations.RunPython(forget_documents, migrations.RunPython.noop),
        migrations.RemoveField("searchdocument", "facets"),
        migrations.RemoveField("searchdocument", "published"),
        migrations.AlterField(
            "searchdocument",
            "id",
            models.BigIntegerField(primary_key=True, serialize=False),
        ),
        migrations.AddConstraint(
            "searchdocument",
            models.CheckConstraint(
                condition=(models.Q(card=None) | models.Q(id=models.F("card")))
                & (models.Q(profile=None) | models.Q(id=-models.F("profile"))),
                name="a_document_has_the_number_of_what_it_is_of",
            ),
        ),
    ]
