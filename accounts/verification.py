"""Who confirmed the actor type that somebody declares. What is only declared opens nothing."""

from django.utils import timezone


def record_verification(person, *, by):
    """Note on `person`, unsaved, that `by` confirms their actor type as it stands now."""
    person.actor_type_verified_at = timezone.now()
    person.actor_type_verified_by = by


def withdraw_verification(person):
    """Note on `person`, unsaved, that nobody confirms their actor type."""
    person.actor_type_verified_at = None
    person.actor_type_verified_by = None
