"""Pages inserted by the thousand, with every row derived from them.

A bulk insert calls no `save` and sends no signal: what receivers keep right for one page, each
layer writes here for a batch of new ones, by a function that it registers.
"""

from collections import Counter
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models.sql import InsertQuery
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Locale, Page

BATCH = 500

_writers = []


def writes_in_bulk(function):
    """Register `function(pages)`: it writes what a layer derives from pages just inserted.

    `pages`: specific instances, of any types, that hold in memory all that they are made of. The
    writers of a layer run after those of the layers that it imports.
    """
    _writers.append(function)
    return function


def insert_pages(placed):
    """Insert new pages, as the last children of their parents, with what derives from them.

    `placed`: pairs `(parent, page)`; the pages are specific and unsaved, hold their terms and
    children in memory, and say themselves whether they are live and since when.
    """
    placed = list(placed)
    for start in range(0, len(placed), BATCH):
        with transaction.atomic():
            _insert(placed[start : start + BATCH])


def insert_rows(model, objects, fields):
    """Insert the `fields` of `objects` in the table of `model`: for one level of inheritance."""
    size = max(1, connection.ops.bulk_batch_size(fields, objects))
    for start in range(0, len(objects), size):
        query = InsertQuery(model)
        query.insert_values(fields, objects[start : start + size])
        query.get_compiler(connection=connection).execute_sql()


def _insert(placed):
    pages = [page for _parent, page in placed]
    _place(placed)
    locale = Locale.get_default()
    for page in pages:
        _prepare(page, locale)
    Page.objects.bulk_create(pages)
    by_model = {}
    for page in pages:
        by_model.setdefault(type(page), []).append(page)
    for model, same in by_model.items():
        for page in same:
            page.page_ptr_id = page.id
            page._state.adding = False
        insert_rows(model, same, model._meta.local_concrete_fields)
        _insert_children(model, same)
        _insert_terms(model, same)
    for write in _writers:
        write(pages)


def _place(placed):
    """Give each page its path and its address, and each parent its number of children."""
    added = Counter(parent.pk for parent, _page in placed)
    parents = Page.objects.select_for_update().in_bulk(added)
    last = {pk: _last_place(parent) for pk, parent in parents.items()}
    for parent, page in placed:
        last[parent.pk] += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, last[parent.pk])
        page.url_path = f"{parent.url_path}{page.slug}/"
    for pk, parent in parents.items():
        parent.numchild += added[pk]
    Page.objects.bulk_update(parents.values(), ["numchild"], batch_size=BATCH)


def _last_place(parent):
    """Return the number, among the children of `parent`, of the last path that is taken."""
    last = parent.numchild and parent.get_last_child()
    return Page._str2int(last.path[-Page.steplen :]) if last else 0


def _prepare(page, locale):
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.locale = locale
    page.draft_title = page.title
    # What is not in memory would be asked of the database, page by page: there is nothing there.
    held = page.__dict__.setdefault("_cluster_related_objects", {})
    for name in _held_names(type(page)):
        held.setdefault(name, [])


@cache
def _held_names(model):
    """Return the names under which pages of this type hold their children and their terms."""
    return [
        *(relation.get_accessor_name() for relation in get_all_child_relations(model)),
        *(field.name for field in get_all_child_m2m_relations(model)),
    ]


def _insert_children(model, pages):
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        children = [child for page in pages for child in getattr(page, name).all()]
        relation.related_model._base_manager.bulk_create(children)


def _insert_terms(model, pages):
    for field in get_all_child_m2m_relations(model):
        through = field.remote_field.through
        page_id = through._meta.get_field(field.m2m_field_name()).attname
        term_id = through._meta.get_field(field.m2m_reverse_field_name()).attname
        through._base_manager.bulk_create(
            through(**{page_id: page.pk, term_id: term.pk})
            for page in pages
            for term in getattr(page, field.name).all()
        )
