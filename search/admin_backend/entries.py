"""What the admin finds an object by, and what it is asked, in words as search compares them."""

from copy import copy

from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.query import And, Phrase, PlainText

from search.understanding import MAX_WORDS
from search.words import asked_words, folded, forms_in, stem, stems_in

COLUMNS = ("title", "autocomplete", "body")


def entry_of(each):
    """Return `{column: words}` of what an object says, by the columns of Wagtail's index."""
    said = {column: [] for column in COLUMNS}
    for field, value in _values(each, each.get_search_fields()):
        if isinstance(field, AutocompleteField):
            said["autocomplete"].append(_text(value))
        else:
            said["title" if field.field_name == "title" else "body"].append(_text(value))
    texts = {column: folded("\n".join(said[column])) for column in COLUMNS}
    words = {column: stems_in(text) for column, text in texts.items()}
    # Half a word is looked for as it is written, a whole one by its stem.
    forms = " ".join(sorted(forms_in(texts["autocomplete"])))
    words["autocomplete"] = f"{words['autocomplete']} {forms}".strip()
    return words


def asked(query):
    """Return what is typed as the stems of its telling words; as it is where it has none.

    As Wagtail's words, or its phrase in quotes, or both; a string where it is one.
    """
    if isinstance(query, str):
        words = asked_words(folded(query))[:MAX_WORDS]
        return " ".join(map(stem, words)) or query
    if isinstance(query, PlainText | Phrase):
        query = copy(query)
        query.query_string = asked(query.query_string)
    elif isinstance(query, And):
        query = And([asked(each) for each in query.subqueries])
    return query


class AskedInFrench:
    """Asks the index for the words that it holds."""

    def search(self, query, *args, **kwargs):
        """Find what holds these words."""
        return super().search(asked(query), *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        """Find what holds these words, of which the last may be begun."""
        return super().autocomplete(asked(query), *args, **kwargs)


def _values(each, fields):
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in _related(field.get_value(each)):
                yield from _values(related, field.fields)
        elif isinstance(field, SearchField | AutocompleteField):
            yield field, field.get_value(each)


def _related(value):
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def _text(value):
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    if isinstance(value, dict):
        return "\n".join(map(_text, value.values()))
    return str(value)
