"""The engines that may answer: one contract, `search.matches`, and one that the settings choose."""

from django.conf import settings


def engine():
    """Return the engine that the settings choose: Elasticsearch, or the database."""
    if settings.ELASTICSEARCH_URL:
        from search.engines.elastic import ElasticEngine

        return ElasticEngine()
    from search.engines.database import DatabaseEngine

    return DatabaseEngine()
