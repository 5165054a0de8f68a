"""The admin's own searches: pages, images and documents, in French, from the database.

Wagtail indexes what it lists, and asks a backend for it: this one. It compares words as
`search.words` does, writes an entry at the same cost however many there are, and finds the ids of
what meets a question once, not once for each row. Wagtail scopes them to what each person may see.
"""

from django.db import connection


def SearchBackend(params):
    """Return the backend of the database that the portal runs on."""
    if connection.vendor == "postgresql":
        from search.admin_backend.postgresql import PostgresqlBackend

        return PostgresqlBackend(params)
    from search.admin_backend.sqlite import SqliteBackend

    return SqliteBackend(params)
