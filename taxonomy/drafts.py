"""Versions of pages, kept as JSON: they name entries by their ids, out of reach of foreign keys."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import PROTECT, ForeignKey, Q
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import DraftStateMixin, Revision

from taxonomy.usage import unique_sets, uses_by_owner

# Versions held in memory together: one may weigh a megabyte.
AT_A_TIME = 100


def count_drafts(term):
    """Return how many drafts, or versions to come, name an entry that what is saved does not."""
    count = 0
    for owner in _owners_with_drafts(type(term)):
        drafts = _versions_to_come(owner, Q(has_unpublished_changes=True))
        naming = {
            revision.object_id
            for revision in drafts.iterator(chunk_size=AT_A_TIME)
            if _replace(revision.content, owner, term, None)
        }
        saved = owner._base_manager.filter(_uses(owner, term), pk__in=naming)
        count += len(naming) - saved.count()
    return count


def versions_in_use(term):
    """Return `[(owner, revision ids), …]` of what is edited or published next.

    Those that may name an entry: drafts, scheduled versions, the latest of what uses it now.
    """
    versions = []
    for owner in _owners_with_drafts(type(term)):
        worked_on = Q(has_unpublished_changes=True) | _uses(owner, term)
        ids = _versions_to_come(owner, worked_on).values_list("pk", flat=True)
        versions.append((owner, [*ids]))
    return versions


def rewrite(versions, *, source, target):
    """Name `target` instead of `source` in these versions, as `versions_in_use` returns them."""
    for owner, ids in versions:
        for start in range(0, len(ids), AT_A_TIME):
            revisions = Revision.objects.filter(pk__in=ids[start : start + AT_A_TIME])
            for revision in revisions:
                if _replace(revision.content, owner, source, target.pk):
                    written = Revision.objects.filter(pk=revision.pk)
                    written.update(content=revision.content)


def without_dangling_keys(model, content):
    """Return the content of a version, emptied of the protected keys whose row is gone.

    Left in place, they make the version impossible to open.
    """
    content = dict(content)
    for field in model._meta.fields:
        if _is_dangling(field, content.get(field.name)):
            content[field.name] = None
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in content:
            child = relation.related_model
            content[name] = [without_dangling_keys(child, each) for each in content[name]]
    return content


def _owners_with_drafts(vocabulary):
    return [
        each for each in uses_by_owner(vocabulary) if issubclass(each, DraftStateMixin)
    ]


def _uses(owner, term):
    """Return the condition that keeps the instances of an owner that use an entry, as saved."""
    condition = Q()
    for use in uses_by_owner(type(term))[owner]:
        rows = use.rows._base_manager.filter(**{use.term: term})
        condition |= Q(pk__in=rows.values(use.path))
    return condition


def _versions_to_come(owner, condition):
    """Return the latest version of the instances under a condition, and every scheduled one."""
    latest = owner._base_manager.filter(condition, latest_revision__isnull=False)
    content_type = ContentType.objects.get_for_model(owner, for_concrete_model=False)
    scheduled = Q(content_type=content_type, approved_go_live_at__isnull=False)
    return Revision.objects.filter(Q(pk__in=latest.values("latest_revision")) | scheduled)


def _replace(content, model, source, target_pk):
    """Write `target_pk` wherever `content`, of a `model`, names `source`; say whether it did."""
    changed = False
    for field in model._meta.get_fields():
        named = content.get(field.name)
        if named and field.is_relation and field.related_model is type(source):
            if isinstance(field, ForeignKey) and named == source.pk:
                content[field.name] = target_pk
                changed = True
            elif isinstance(field, ParentalManyToManyField) and source.pk in named:
                kept = [target_pk if pk == source.pk else pk for pk in named]
                content[field.name] = list(dict.fromkeys(kept))
                changed = True
    for relation in get_all_child_relations(model):
        changed |= _replace_in_children(content, relation, source, target_pk)
    return changed


def _replace_in_children(content, relation, source, target_pk):
    name, child = relation.get_accessor_name(), relation.related_model
    children = content.get(name) or []
    # Every child is visited: `any` would stop at the first that changes.
    changed = any([_replace(each, child, source, target_pk) for each in children])
    if changed:
        content[name] = _without_repeats(children, relation)
    return changed


def _without_repeats(children, relation):
    """Drop the children that the database would refuse beside one that comes before."""
    for names in unique_sets(relation.related_model):
        if relation.field.name in names:
            others = sorted(names - {relation.field.name})
            first = {}
            for child in children:
                first.setdefault(tuple(child.get(name) for name in others), child)
            children = list(first.values())
    return children


def _is_dangling(field, value):
    return (
        value is not None
        and isinstance(field, ForeignKey)
        and field.remote_field.on_delete is PROTECT
        and not field.related_model._base_manager.filter(pk=value).exists()
    )
