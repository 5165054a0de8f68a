"""What staff are told on the home page of the admin when search is not as it should be."""

from django.conf import settings
from django.core.cache import cache
from wagtail.admin.ui.components import Component

from search.engines.elastic import RESTING
from search.outbox import index_to_ask, waits


class SearchWarningPanel(Component):
    """Elasticsearch does not answer, or lacks its index: the database answers instead."""

    name = "search_warning"
    order = 50
    template_name = "search/admin/warning.html"

    def get_context_data(self, parent_context):
        return {"has_index": bool(index_to_ask())}


def is_late():
    """Say whether Elasticsearch, which the settings want, leaves it to the database to answer."""
    if not settings.ELASTICSEARCH_URL:
        return False
    return not index_to_ask() or bool(cache.get(RESTING)) or waits()
