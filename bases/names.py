"""Names and titles as a reader compares them: whatever the case and the accents.

Databases do not agree on either; what one base holds is short enough to be read whole.
"""

import unicodedata


def has_words(name, words):
    """Say whether `name` has all the words of `words`, or what they begin to spell."""
    plain = plain_name(name)
    return all(word in plain for word in plain_name(words).split())


def plain_name(name):
    """Return a name without its capitals and its accents."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))
