"""Accounts that nobody uses: seen to the day, warned twice, then closed, and opened again.

Three facts that never stand for one another: an address is confirmed (allauth's), staff forbid an
account (`is_active`), an account is closed because nobody used it (`Activity.closed_at`).
"""

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from accounts.models import Activity

DAY = 24 * 60 * 60


def in_use(prefix=""):
    """Return the condition that people may sign in: neither forbidden nor closed."""
    return Q(**{f"{prefix}is_active": True, f"{prefix}activity__closed_at__isnull": True})


def is_closed(person):
    """Say whether the account of `person` is closed because nobody used it."""
    return Activity.objects.filter(user=person, closed_at__isnull=False).exists()


def note_seen(person):
    """Write that `person` is here today; one write a day, and no query the rest of it."""
    today = timezone.localdate()
    if cache.add(f"seen-{person.pk}-{today:%Y%m%d}", True, DAY):
        seen = Activity.objects.filter(user=person.pk)
        late = seen.filter(Q(last_seen_on__lt=today) | Q(last_seen_on__isnull=True))
        fresh = {"last_seen_on": today, "warned_on": None, "warned_again_on": None}
        if not late.update(**fresh) and not seen.exists():
            Activity.objects.get_or_create(user=person, defaults=fresh)
