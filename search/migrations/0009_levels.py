"""Documents that say how much they say of each stem, of which databases make words of an index.

PostgreSQL keeps its own right by itself; those of SQLite are kept by `search.triggers`.
"""

from django.db import migrations, models

NAMES = "title, keywords, summary, body, base_title, files"
ON_SQLITE = [
    f"""CREATE VIRTUAL TABLE search_index USING fts5(
        {NAMES}, content='search_searchdocument', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0"
    )""",
    # Words are kept as they are, and not where they stand.
    """CREATE VIRTUAL TABLE search_levels USING fts5(
        levels, content='search_searchdocument', content_rowid='id', detail=none, columnsize=0,
        tokenize="ascii tokenchars '/'"
    )""",
]
# Thousands of rows are read for a question, of which no text is: texts stand apart from them.
NARROW = [
    "ALTER TABLE search_searchdocument SET (toast_tuple_target = 128)",
    "ALTER TABLE search_searchdocument ALTER facets SET STORAGE MAIN,"
    " ALTER published SET STORAGE PLAIN, ALTER sort_title SET STORAGE PLAIN",
]
# Entries of no column are stems, with their level, without it, and followed by the next one. What
# a `tsvector` holds is bounded: of a very long text, the beginning alone gives pairs.
ENTRIES = r"""CREATE FUNCTION search_entries(
        levels text, title text, keywords text, summary text, body text, base_title text, files text
    ) RETURNS tsvector IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN (
    WITH said AS (
        SELECT level, split_part(level, '/', 1) AS stem
        FROM unnest(string_to_array(levels, ' ')) AS level
    ), words AS (
        SELECT place, number, stem FROM (VALUES
            (1, title), (2, keywords), (3, summary), (4, left(body, 50000)), (5, base_title),
            (6, left(files, 50000))
        ) AS field(place, text),
        regexp_split_to_table(text, '\s+') WITH ORDINALITY AS word(stem, number)
    )
    SELECT array_to_tsvector(coalesce(array_agg(entry), '{}')) FROM (
        SELECT level AS entry FROM said UNION ALL SELECT stem FROM said
        UNION ALL SELECT stem || ' ' || lead(stem) OVER (PARTITION BY place ORDER BY number)
            FROM words
        UNION ALL SELECT 'title:' || stem FROM words WHERE place = 1
        UNION ALL SELECT 'summary:' || stem FROM words WHERE place = 3
    ) AS entries WHERE entry <> '')
"""
# Of some questions, which documents answer each. To find a word in what a row keeps elsewhere
# costs far more than PostgreSQL believes: it is never to read them all. It is told that few do, so
# that what they are is asked of indexes, and not of all the rows that there are.
ANSWERS = """CREATE FUNCTION search_answers(questions text[])
    RETURNS TABLE (id bigint, question integer) LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 200
    SET enable_seqscan = off AS $$ BEGIN
        RETURN QUERY SELECT document.id, asked.number::integer
        FROM unnest(questions) WITH ORDINALITY AS asked(words, number)
        JOIN search_searchdocument AS document ON document.entries @@ asked.words::tsquery;
    END $$
"""
ON_POSTGRESQL = [
    *NARROW,
    "DROP FUNCTION search_impacts",
    "DROP FUNCTION search_vector",
    ENTRIES,
    "ALTER TABLE search_searchdocument ADD COLUMN entries tsvector"
    f" GENERATED ALWAYS AS (search_entries(levels, {NAMES})) STORED",
    "CREATE INDEX search_document_by_entry ON search_searchdocument USING gin (entries)"
    " WITH (fastupdate = off)",
    ANSWERS,
]


def forget_indexes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search%'"
        with schema_editor.connection.cursor() as cursor:
            triggers = cursor.execute(named).fetchall()
        for (name,) in triggers:
            schema_editor.execute(f"DROP TRIGGER {name}")
        schema_editor.execute("DROP TABLE search_index")


def index_words(apps, schema_editor):
    by_vendor = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}
    for statement in by_vendor[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0008_rebuild_that_goes_on"),
        ("accounts", "0006_welcomes"),
        ("bases", "0014_bases_without_administrator"),
    ]

    operations = [
        migrations.RunPython(forget_indexes, migrations.RunPython.noop),
        # What search reads is derived from pages: it is written again, not kept.
        migrations.DeleteModel("Passage"),
        migrations.DeleteModel("SearchDocument"),
        migrations.CreateModel(
            name="SearchDocument",
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
                (
                    "card",
                    models.OneToOneField(
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="search_document",
                        to="bases.card",
                    ),
                ),
                (
                    "profile",
                    models.OneToOneField(
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="search_document",
                        to="accounts.profile",
                    ),
                ),
                ("facets", models.TextField(blank=True)),
                ("sort_title", models.CharField(db_index=True, max_length=255)),
                ("published", models.CharField(blank=True, max_length=32)),
                ("title", models.TextField()),
                ("keywords", models.TextField(blank=True)),
                ("summary", models.TextField(blank=True)),
                ("base_title", models.TextField(blank=True)),
                ("forms", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("files", models.TextField(blank=True)),
                ("levels", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("card__isnull", True),
                            ("profile__isnull", True),
                            _connector="XOR",
                        ),
                        name="a_document_is_of_a_page_or_of_a_person",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
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
                (
                    "document",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="passages",
                        to="search.searchdocument",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80)),
                ("heading", models.CharField(blank=True, max_length=255)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to="bases.portaldocument",
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("text", models.TextField()),
                ("folded", models.TextField()),
            ],
        ),
        migrations.RunPython(index_words, migrations.RunPython.noop),
    ]
