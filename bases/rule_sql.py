"""The SQL of what a reader may open, put together once and not with each question.

For what each page of the portal asks: to put a query together takes longer than to answer it.
"""

from functools import cache

from django.contrib.auth.models import AnonymousUser

from accounts.models import User

# Stands for whoever asks: nobody has this number, and nothing else of a question is it.
SOMEBODY = -1


def rule_sql(reader, rows):
    """Return the SQL, and its parameters, that the function `rows(reader)` returns.

    It is asked once for all who are not signed in, and for all members: what these may read
    differs by who they are, and by nothing else of them. `rows` is a function of a module.
    """
    if reader.__class__ is AnonymousUser:
        return _for_visitors(rows)
    if reader.__class__ is User and not reader.is_superuser:
        sql, params = _for_members(rows)
        return sql, [reader.pk if each == SOMEBODY else each for each in params]
    return rows(reader)


def forget_rule_sql():
    """Put all of it together again: for whoever changes a rule."""
    _for_visitors.cache_clear()
    _for_members.cache_clear()


@cache
def _for_visitors(rows):
    return rows(AnonymousUser())


@cache
def _for_members(rows):
    return rows(User(pk=SOMEBODY))
