"""Makes two entries of a vocabulary one, and all that used either use the one that stays."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, UniqueConstraint
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from taxonomy import drafts
from taxonomy.deletion import uses_in_words
from taxonomy.usage import unique_sets

# Sent in the transaction of a merge, by the model, with `source_pk` and `target`, once everything
# that used the source uses the target: the layers above rewrite by it what they derive from both.
term_merged = Signal()


class MergeRefused(Exception):
    """Raised instead of merging two entries that cannot be one; it says why, in a sentence."""


def merge(source, target):
    """Make all that uses `source` use `target`, then delete `source`.

    Return what changed, as “12 fiches and 1 draft”. The lists that the project loads do not
    bring the source back: what was loaded once stays known.
    """
    with transaction.atomic():
        _hold(source, target)
        if reason := refusal(source, target):
            raise MergeRefused(reason)
        changed, versions = uses_in_words(source), drafts.versions_in_use(source)
        for key in _keys_to(type(source)):
            _move(key, source, target)
        drafts.rewrite(versions, source=source, target=target)
        _move_references(source, target)
        _delete(source, target)
    return changed


def refusal(source, target):
    """Return the sentence that says why two entries cannot be merged, or None."""
    if type(source) is not type(target):
        return _("Only two entries of the same vocabulary can be merged.")
    if source.pk == target.pk:
        return _("An entry cannot be merged into itself.")
    names = {"source": source, "target": target}
    alike = source.merged_within
    if alike and getattr(source, alike) != getattr(target, alike):
        return _("“%(source)s” and “%(target)s” are not of the same kind.") % names
    for key in _keys_to(type(source)):
        if key.model is type(source) and getattr(target, key.attname) == source.pk:
            return _("“%(target)s” stands within “%(source)s”.") % names
        if _would_clash(key, source, target):
            return _(
                "“%(source)s” and “%(target)s” each have one %(thing)s, and an entry has one"
                " only: settle which to keep first."
            ) % {**names, "thing": key.model._meta.verbose_name}
    return None


def _would_clash(key, source, target):
    """Say whether the rows of both would be one too many, of which none can be dropped."""
    sets = [(Q(), {key.name})] if key.unique else []
    sets += [
        (each.condition, set(each.fields))
        for each in key.model._meta.constraints
        if isinstance(each, UniqueConstraint) and each.condition
    ]
    for condition, names in sets:
        if key.name in names:
            same = {name: OuterRef(name) for name in names - {key.name}}
            repeats = _rows(key, target).filter(condition, **same)
            if _rows(key, source).filter(condition, Exists(repeats)).exists():
                return True
    return False


def _hold(*terms):
    """Keep others from using these entries until the merge is done."""
    model = type(terms[0])
    held = model._base_manager.filter(pk__in=[term.pk for term in terms])
    list(held.select_for_update().order_by("pk"))


def _keys_to(model):
    """Return every foreign key to a model, those of link tables and derived rows too."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
    ]


def _rows(key, term):
    return key.model._base_manager.filter(**{key.name: term})


def _move(key, source, target):
    """Point the rows of `source` to `target`; drop those that would repeat one it has already."""
    rows = _rows(key, source)
    for names in unique_sets(key.model):
        if key.name in names and len(names) > 1:
            same = {name: OuterRef(name) for name in names - {key.name}}
            repeats = rows.filter(Exists(_rows(key, target).filter(**same)))
            key.model._base_manager.filter(
                pk__in=[*repeats.values_list("pk", flat=True)]
            ).delete()
    rows.update(**{key.name: target})


def _move_references(source, target):
    content_type = ContentType.objects.get_for_model(source)
    references = ReferenceIndex.objects.filter(to_content_type=content_type)
    references.filter(to_object_id=source.pk).update(to_object_id=target.pk)


def _delete(source, target):
    source_pk = source.pk
    log(instance=source, action="wagtail.delete")
    log(instance=target, action="taxonomy.merge", data={"source": str(source)})
    source.delete()
    term_merged.send(sender=type(target), source_pk=source_pk, target=target)
