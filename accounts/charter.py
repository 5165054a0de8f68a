"""Who has accepted the charter in force, and who is asked again."""

from django.utils import timezone

from accounts.models import CharterVersion


def charter_in_force():
    """Return the version of the charter that is in force; None where there is none."""
    return CharterVersion.objects.filter(in_force_at__lte=timezone.now()).first()


def charter_to_accept(person):
    """Return the version that `person` is asked to accept; None where nothing is asked.

    Whoever came or accepted after it took effect is not asked: it is the one that they read.
    """
    version = charter_in_force()
    if version is None or version.name == person.charter_version:
        return None
    agreed_at = person.charter_accepted_at or person.date_joined
    if person.charter_waits or agreed_at < version.in_force_at:
        return version
    return None


def accept_charter(person):
    """Note on `person`, unsaved, that they accept the charter in force."""
    version = charter_in_force()
    person.charter_version = version.name if version else ""
    person.charter_accepted_at = timezone.now()
    person.charter_waits = False


ACCEPTANCE = ["charter_version", "charter_accepted_at", "charter_waits"]
