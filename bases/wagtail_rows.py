"""Writes in bulk what Wagtail itself derives from an object: its references, its search entries."""

from django.contrib.contenttypes.models import ContentType
from modelsearch.backends import get_search_backends
from wagtail.models import ReferenceIndex

from bases.bulk import writes_in_bulk


@writes_in_bulk
def write_rows_of_wagtail(objects):
    """Write the references and the search entries of `objects`, just inserted, of any models."""
    by_model = {}
    for each in objects:
        by_model.setdefault(type(each), []).append(each)
    for model, same in by_model.items():
        ReferenceIndex.objects.bulk_create(_references(model, same))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, same)


def _references(model, objects):
    parents = [model, *model._meta.get_parent_list()]
    types = [
        ContentType.objects.get_for_model(each, for_concrete_model=False)
        for each in parents
    ]
    for each in objects:
        for found in set(ReferenceIndex._extract_references_from_object(each)):
            to_type, to_id, model_path, content_path = found
            yield ReferenceIndex(
                content_type=types[0],
                base_content_type=types[-1],
                object_id=each.pk,
                to_content_type_id=to_type,
                to_object_id=to_id,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
