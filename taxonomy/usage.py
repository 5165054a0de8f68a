"""Who uses the entries of a vocabulary, whatever the models: read from the relations themselves."""

from dataclasses import dataclass
from functools import cache, reduce
from operator import add

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey


@dataclass(frozen=True)
class Use:
    """A way to use an entry: `rows` hold its key in `term`, and belong to an `owner`."""

    rows: type
    term: str
    owner: type
    path: str


@cache
def uses_by_owner(vocabulary):
    """Return `{owner: [use, …]}`: the models whose instances use entries of a vocabulary.

    A row that hides its relation (`related_name="+"`) is derived from another: not a use.
    """
    uses = {}
    for relation in vocabulary._meta.related_objects:
        if use := _use(relation):
            uses.setdefault(use.owner, []).append(use)
    return uses


def column(owner):
    """Return the name under which `with_usage` counts what an owner uses."""
    return f"used_by_{owner._meta.label_lower.replace('.', '_')}"


def with_usage(terms):
    """Count, beside each of these entries, the instances of each owner that use it."""
    counts = {
        column(owner): reduce(add, map(_count, uses))
        for owner, uses in uses_by_owner(terms.model).items()
    }
    return terms.annotate(**counts)


def usage(term):
    """Return `{owner: count}` of what uses an entry."""
    terms = type(term)._base_manager.filter(pk=term.pk)
    counts = with_usage(terms).values().first() or {}
    owners = uses_by_owner(type(term))
    return {owner: n for owner in owners if (n := counts.get(column(owner)))}


def in_words(counts, *, drafts=0):
    """Return “12 fiches, 3 bases and 1 draft”, or nothing when nothing is counted."""
    parts = [f"{count} {_name(owner, count)}" for owner, count in counts.items()]
    if drafts:
        parts.append(
            ngettext("%(count)s draft", "%(count)s drafts", drafts) % {"count": drafts}
        )
    return get_text_list(parts, _("and"))


def unique_sets(model):
    """Return the sets of fields, as frozensets of names, that no two rows share."""
    together = [*model._meta.unique_together]
    together += [each.fields for each in model._meta.total_unique_constraints]
    alone = [[field.name] for field in model._meta.local_fields if field.unique]
    return [frozenset(names) for names in [*together, *alone]]


def _use(relation):
    if not relation.many_to_many:
        owner, path = _owner(relation.related_model)
        return Use(relation.related_model, relation.field.name, owner, path)
    rows = relation.through
    if rows._meta.auto_created:
        field = relation.field
        return Use(
            rows, field.m2m_reverse_field_name(), field.model, field.m2m_field_name()
        )
    # A table of links with a model of its own is a relation by itself.
    return None


def _owner(model):
    """Return the model that rows are saved with, a page for its inline rows, and the way to it."""
    path = []
    while parent := next(filter(_is_parental, model._meta.get_fields()), None):
        path.append(parent.name)
        model = parent.related_model
    return model, "__".join(path) or "pk"


def _is_parental(field):
    return isinstance(field, ParentalKey)


def _count(use):
    counted = (
        use.rows._base_manager.filter(**{use.term: OuterRef("pk")})
        .order_by()
        .values(use.term)
        .annotate(count=Count(use.path, distinct=True))
        .values("count")
    )
    return Coalesce(Subquery(counted), 0)


def _name(owner, count):
    return owner._meta.verbose_name if count == 1 else owner._meta.verbose_name_plural
