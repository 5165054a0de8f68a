"""Accounts that nobody uses: seen to the day, warned twice, then closed, and opened again.

Three facts that never stand for one another: an address is confirmed (allauth's), staff forbid an
account (`is_active`), an account is closed because nobody used it (`Activity.closed_at`).
"""

from django.core.cache import cache
from django.db.models import Q
from django.shortcuts import redirect
from django.utils import timezone

from accounts.models import Activity

DAY = 24 * 60 * 60


def in_use(prefix=""):
    """Return the condition that people may sign in: neither forbidden nor closed."""
    return Q(**{f"{prefix}is_active": True, f"{prefix}activity__closed_at__isnull": True})


def is_in_use(person):
    """Say whether `person`, read with their activity, may sign in."""
    activity = getattr(person, "activity", None)
    return person.is_active and not (activity and activity.closed_at)


def closed_account(person):
    """Return what is answered to who proved that a closed account is theirs; None if it is open.

    To those whom staff forbid, nothing else is said than that.
    """
    closed = Activity.objects.filter(user=person, closed_at__isnull=False)
    return redirect("account_closed") if person.is_active and closed.exists() else None


def note_seen(person):
    """Write that `person` is here today, and say whether their account is open.

    One write a day, and no query the rest of it.
    """
    today = timezone.localdate()
    if not cache.add(f"seen-{person.pk}-{today:%Y%m%d}", True, DAY):
        return True
    fresh = {"last_seen_on": today, "warned_on": None, "warned_again_on": None}
    seen, _new = Activity.objects.get_or_create(user_id=person.pk, defaults=fresh)
    if seen.last_seen_on != today and not seen.closed_at:
        # Who closes it at this very moment is not written over.
        Activity.objects.filter(user=person.pk, closed_at=None).update(**fresh)
    return not seen.closed_at


def reopen(person):
    """Open the account of `person` again, if it is closed: whoever holds its address asked.

    What staff forbid stays forbidden.
    """
    closed = Activity.objects.filter(user=person, closed_at__isnull=False)
    closed.update(
        closed_at=None,
        last_seen_on=timezone.localdate(),
        warned_on=None,
        warned_again_on=None,
    )
