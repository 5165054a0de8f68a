"""What the order of the first answers is made of, read for them alone: see `search.ranking`."""

from django.db import connection

# Of a card, and of its document; when it was first published, as a text that is put in order.
PUBLISHED = "coalesce(CAST(bases_card.first_published_at AS text), '')"


def read_again(dialect, asked, best, columns, others=""):
    """Return the SQL, and its parameters, of what the first answers say of `asked` once more.

    `best`: SQL of rows whose `owner` is a page. Its columns: these `columns`, the title, when it
    was first published, the weight of what is asked that it says as it was typed, and the `others`.
    """
    holds = dialect.holds("search_searchdocument.forms")
    forms = [
        (unit.weight, form)
        for unit in asked.units
        if (form := next((variant.form for variant in unit.said if variant.form), ""))
    ]
    said_so = " + ".join(
        f"CASE WHEN {holds} THEN {weight:.4f} ELSE 0 END" for weight, _form in forms
    )
    sql = (
        f"SELECT {columns}, bases_card.title, {PUBLISHED}, {said_so or 0.0}{others}"
        f" FROM ({best}) AS best JOIN bases_card ON bases_card.page_id = best.owner"
        " JOIN search_searchdocument ON search_searchdocument.id = best.owner"
    )
    return sql, [f" {form} " for _weight, form in forms]


def told_of(engine, asked, owners):
    """Return `{page: the columns of its `Hit`}` of these pages; one query, or none.

    Of those of which the reader of the `DatabaseEngine` may know the name, and no more: the title.
    """
    if not owners:
        return {}
    known, values = engine.told
    among = ", ".join(["%s"] * len(owners))
    best = f"SELECT owner, may_open FROM ({known}) AS known WHERE owner IN ({among})"
    sql, params = read_again(engine.dialect, asked, best, "owner, may_open")
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, *values, *owners])
        return {
            owner: {"title": title, "published": published, "said_so": said_so}
            if may_open
            else {"title": title}
            for owner, may_open, title, published, said_so in cursor.fetchall()
        }
