"""Where something is used: the pages that the person knows, and nothing else."""

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex, get_default_page_content_type

from bases.admin.known import known_to


class KnownUsageMixin:
    """Lists the uses of an object by the pages that the person knows; all of them to superusers."""

    def get_queryset(self):
        uses = ReferenceIndex.get_references_to(self.object)
        if not self.request.user.is_superuser:
            uses = uses.filter(_by_pages_known_to(self.request.user))
        return uses.group_by_source_object()


def _by_pages_known_to(user):
    pages = known_to(user, get_default_page_content_type().model_class())
    ids = pages.order_by().values_list(Cast("pk", output_field=CharField()), flat=True)
    return Q(base_content_type=get_default_page_content_type(), object_id__in=ids)
