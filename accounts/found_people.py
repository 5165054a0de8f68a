"""The people that words name, in the lists of the admin: accents, case and order do not matter."""

from functools import reduce

from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

FLAT = {"à": "a", "â": "a", "ä": "a", "ç": "c", "é": "e", "è": "e", "ê": "e", "ë": "e"}
FLAT |= {"î": "i", "ï": "i", "ô": "o", "ö": "o", "ù": "u", "û": "u", "ü": "u", "ÿ": "y"}
FLAT |= {"œ": "oe", "æ": "ae", "’": "'"}
FLAT |= {letter.upper(): flat for letter, flat in FLAT.items()}


def found_people(people, words):
    """Return those of `people` whose name or address holds each of `words`, once."""
    named = Concat(
        *("first_name", Value(" "), "last_name", Value(" "), "email"),
        output_field=TextField(),
    )
    # SQLite knows the lower case of plain letters alone.
    flat = Lower(reduce(_replaced, FLAT.items(), named), output_field=TextField())
    holds = Q(*(Q(named__contains=word) for word in _flattened(words).split()))
    return people.alias(named=flat).filter(holds)


def _replaced(text, letters):
    letter, flat = letters
    return Replace(text, Value(letter), Value(flat), output_field=TextField())


def _flattened(words):
    return reduce(
        lambda text, letters: text.replace(*letters), FLAT.items(), words
    ).lower()
