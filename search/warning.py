"""What staff are told on the home page of the admin when search is not as it should be."""

from django.conf import settings
from django.core.cache import cache
from wagtail.admin.ui.components import Component

from search.engines.elastic import RESTING
from search.models import SearchIndex
from search.outbox import waits


class SearchWarningPanel(Component):
    """Elasticsearch does not answer, or lacks its index: the database answers instead."""

    name = "search_warning"
    order = 50
    template_name = "search/admin/warning.html"

    def get_context_data(self, parent_context):
        return {"has_index": SearchIndex.objects.exclude(name="").exists()}


def is_late():
    """Say whether Elasticsearch, which the settings want, leaves it to the database to answer."""
    if not settings.ELASTICSEARCH_URL:
        return False
    has_index = SearchIndex.objects.exclude(name="").exists()
    return not has_index or bool(cache.get(RESTING)) or waits()
