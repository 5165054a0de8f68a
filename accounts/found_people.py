"""The people that words name, in the lists of the admin: accents, case and order do not matter."""

from django.db.models import Func, Q, TextField, Value
from django.db.models.functions import Concat, Lower, Replace

ACCENTED = "àâäçéèêëîïôöùûüÿÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ’"
PLAIN = "aaaceeeeiioouuuyaaaceeeeiioouuuy'"
# Of a name that is typed; a database refuses a question without end.
MOST_WORDS = 12
LIGATURES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"}


class Translate(Func):
    """A text in which each letter of one list is the one at the same place of another."""

    function = "translate"
    output_field = TextField()


def found_people(people, words):
    """Return those of `people` whose name or address holds each of the first of `words`."""
    named = Concat(
        *("first_name", Value(" "), "last_name", Value(" "), "email"),
        output_field=TextField(),
    )
    for letter, flat in LIGATURES.items():
        named = Replace(named, Value(letter), Value(flat), output_field=TextField())
    named = Lower(Translate(named, Value(ACCENTED), Value(PLAIN)))
    holds = Q(*(Q(named__contains=word) for word in _flat(words).split()[:MOST_WORDS]))
    return people.alias(named=named).filter(holds)


def teach_sqlite(connection, **signal):
    """Give SQLite the function of PostgreSQL that is used here."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "translate", 3, _translate, deterministic=True
        )


def _flat(words):
    for letter, flat in LIGATURES.items():
        words = words.replace(letter, flat)
    return _translate(words, ACCENTED, PLAIN).lower()


def _translate(text, letters, others):
    return text.translate(str.maketrans(letters, others)) if text else text
