"""The engines that may answer: one contract, `search.matches`, and one that the settings choose."""

from django.conf import settings


def engine(reader):
    """Return the engine that answers `reader`: Elasticsearch where the settings name one."""
    if settings.ELASTICSEARCH_URL:
        from search.engines.elastic import ElasticEngine

        return ElasticEngine(reader)
    from search.engines.database import DatabaseEngine

    return DatabaseEngine(reader)
