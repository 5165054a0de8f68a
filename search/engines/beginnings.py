"""What the database answers while one types: rows whose titles hold words that begin so.

Whichever engine answers questions: this is asked at each letter, and has to be right at once.
"""

from django.db import connection

from bases.models import Card
from search.engines.database import DatabaseEngine
from search.matches import PERSON

# Not a kind: fiches, bases and collections of which the words are read, not shown.
READ = "read"
KINDS = (Card.Kind.RESOURCE, Card.Kind.BASE, Card.Kind.COLLECTION, PERSON)
# Titles that begin as what is typed come first, then what is latest.
RANK = "begins DESC, published DESC, owner DESC"
TITLES = """
    SELECT first.kind, bases_card.title, wagtailcore_page.url_path, begins, published, owner
    FROM first JOIN bases_card ON bases_card.page_id = first.owner
    JOIN wagtailcore_page ON wagtailcore_page.id = first.owner WHERE first.kind <> %s
"""
NAMES = """
    SELECT first.kind, accounts_user.first_name || ' ' || accounts_user.last_name,
        accounts_profile.slug, begins, published, owner
    FROM first JOIN accounts_profile ON accounts_profile.user_id = first.owner
    JOIN accounts_user ON accounts_user.id = first.owner WHERE first.kind = %s
"""
TEXTS = """
    SELECT %s, bases_card.title, bases_card.summary, 0, '', owner
    FROM latest JOIN bases_card ON bases_card.page_id = latest.owner
"""


def rows_that_begin(reader, beginning, *, per_kind, read):
    """Return, in one query, what `reader` may know of and whose title meets `beginning`.

    As `(kind, title, part of an address)`, `per_kind` of each kind at most, the first ones first;
    and `read` more, of the kind `READ`, of pages that they may open: their title and their summary.
    """
    engine = DatabaseEngine(reader)
    titled = engine.dialect.begun(beginning, ("title",))
    tables = {
        "titled": titled,
        "known": _known(engine, beginning),
        "first": _first(per_kind),
        "latest": _latest(engine, beginning, read),
    }
    named = ", ".join(
        f"{name} AS MATERIALIZED ({sql})" for name, (sql, _) in tables.items()
    )
    params = [value for _sql, values in tables.values() for value in values]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {named} {TITLES} UNION ALL {NAMES} UNION ALL {TEXTS}",
            [*params, PERSON, PERSON, READ],
        )
        rows = sorted(cursor.fetchall(), key=lambda row: row[3:], reverse=True)
    return [row[:3] for row in rows]


def _known(engine, beginning):
    """Return the SQL, and its parameters, of all whose title meets what is typed."""
    begins = "CASE WHEN substr(sort_title, 1, %s) = %s THEN 1 ELSE 0 END AS begins"
    parts, params = [], []
    for sql, values in (engine.told, engine.people):
        parts.append(
            f"SELECT owner, kind, published, {begins} FROM titled"
            f" CROSS JOIN ({sql}) AS told WHERE told.id = titled.id"
        )
        params += [len(beginning.text), beginning.text, *values]
    return " UNION ALL ".join(parts), params


def _first(per_kind):
    """Return the SQL, and its parameters, of the first ones of each kind."""
    each = f"SELECT * FROM known WHERE kind = %s ORDER BY {RANK} LIMIT %s"
    parts = [f"SELECT * FROM ({each}) AS of_{place}" for place in range(len(KINDS))]
    return " UNION ALL ".join(parts), [
        value for kind in KINDS for value in (kind, per_kind)
    ]


def _latest(engine, beginning, read):
    """Return the SQL, and its parameters, of the latest pages that say it in what is read.

    Those that may not be opened are passed over: what is found is put in order before it is looked
    up, so that as few are looked up as are read.
    """
    hits, values = engine.dialect.begun(beginning, ("title", "summary"))
    pages, others = engine.pages
    sql = (
        f"SELECT owner FROM ({hits} ORDER BY id DESC) AS hit CROSS JOIN ({pages}) AS page"
        " WHERE page.id = hit.id ORDER BY hit.id DESC LIMIT %s"
    )
    return sql, [*values, *others, read]
