"""The numbers of rows that requests make: told from those of what was planted."""

from django.db import connection

# What they begin with, seven digits long.
NEW_ROWS = 8


def number_new_rows():
    """Make rows take numbers of their own from now on.

    PostgreSQL gives no number twice, though the row was undone: two answers that are alike would
    differ by it. SQLite gives the same one again.
    """
    if connection.vendor != "postgresql":
        return
    first = NEW_ROWS * 10**6
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, sequencename FROM pg_sequences")
        for schema, sequence in cursor.fetchall():
            name = f"{connection.ops.quote_name(schema)}.{connection.ops.quote_name(sequence)}"
            cursor.execute("SELECT setval(%s::regclass, %s)", [name, first])
