"""How often somebody does something, counted in the cache."""

from django.core.cache import cache


def is_once_too_often(key, *, most, seconds):
    """Count one more of what `key` names; say whether it is more than `most` in that time."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:
        # The cache was full, and forgot it meanwhile.
        return False
