"""The admin's own searches on SQLite."""

from django.db.models import BigIntegerField, Case, IntegerField, Value, When
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import MatchExpression
from modelsearch.backends.database.sqlite.sqlite import (
    IndexEntry,
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import PlainText
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from search.admin_backend.entries import COLUMNS, AskedInFrench, entry_of


class SqliteIndex(SQLiteIndex):
    """Entries that are written one by one, or a thousand at once, and that know of no other."""

    def add_items(self, model, objs):
        """Write the entries of these objects of a model, whether they have some or not."""
        if not model.get_search_fields():
            return
        content_type = get_content_type_pk(model)
        self.entries.bulk_create(
            [
                IndexEntry(
                    content_type_id=content_type, object_id=each.pk, **entry_of(each)
                )
                for each in objs
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=COLUMNS,
        )

    def _refresh_title_norms(self, full=False):
        """Do nothing: it would read all the entries each time that one is written."""


class Found:
    """Finds the ids that meet a question at once; those whose title does come first."""

    def search(self, config, start, stop, score_field=None):
        """Return the rows from `start` to `stop`; anything but words is Wagtail's to answer."""
        if score_field or not isinstance(self.query, PlainText):
            return super().search(config, start, stop, score_field=score_field)
        rows = self.queryset.filter(
            pk__in=self._ids(self.fields or self.FTS_TABLE_FIELDS)
        )
        if self.order_by_relevance:
            in_title = When(pk__in=self._ids(["title"]), then=Value(0))
            place = Case(in_title, default=Value(1), output_field=IntegerField())
            rows = rows.annotate(_place=place).order_by("_place", "-pk")
        elif not rows.query.order_by:
            rows = rows.order_by("-pk")
        return rows[start:stop]

    def _ids(self, columns):
        words = self.build_search_query(self.query)
        found = SQLiteFTSIndexEntry.objects.filter(
            MatchExpression(columns, words),
            index_entry__content_type__in=get_descendants_content_types_pks(
                self.queryset.model
            ),
        )
        return found.annotate(
            key=Cast("index_entry__object_id", BigIntegerField())
        ).values("key")


class QueryCompiler(Found, SQLiteSearchQueryCompiler):
    """Finds whole words."""


class AutocompleteQueryCompiler(Found, SQLiteAutocompleteQueryCompiler):
    """Finds words of which the last may be begun."""


class SqliteBackend(AskedInFrench, SQLiteSearchBackend):
    """Answers the admin's own searches on SQLite."""

    index_class = SqliteIndex
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
