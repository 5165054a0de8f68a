"""The two addresses of a person: the one they sign in with, and one that is theirs for good."""

from allauth.account.internal.flows.manage_email import emit_email_changed
from allauth.account.models import EmailAddress
from django.db import transaction

# As long as the columns that hold one.
LONGEST_ADDRESS = 254


def settle_confirmed(request, address):
    """Give a confirmed `address` its place: beside the main one, or instead of it.

    The address that it replaces is told, and no longer opens the account.
    """
    person = address.user
    if address.primary or address.email == person.personal_email:
        return
    with transaction.atomic():
        before = EmailAddress.objects.get_primary(person)
        address.set_as_primary()
        others = EmailAddress.objects.filter(user=person).exclude(pk=address.pk)
        others.exclude(email=person.personal_email).delete()
    emit_email_changed(request, before, address)


def waiting_address_of(person):
    """Return the address that waits to replace the main one of `person`; None without one."""
    waiting = EmailAddress.objects.filter(user=person, verified=False, primary=False)
    return waiting.exclude(email=person.personal_email).order_by("pk").last()


def personal_address_of(person):
    """Return the personal address of `person`, confirmed or not; None where there is none."""
    if not person.personal_email:
        return None
    return EmailAddress.objects.filter(user=person, email=person.personal_email).first()


def forget_waiting(person):
    """Forget the address that waits to replace the main one."""
    waiting = waiting_address_of(person)
    if waiting:
        waiting.delete()


def keep_as_personal(person, email):
    """Note that `email`, of `person`, stays beside the main address, instead of the one before."""
    former = personal_address_of(person)
    if former and former.email != email and not former.primary:
        former.delete()
    person.personal_email = email
    person.save(update_fields=["personal_email"])


def forget_personal(person):
    """Forget the personal address of `person`: it opens the account no longer."""
    address = personal_address_of(person)
    if address and not address.primary:
        address.delete()
    person.personal_email = ""
    person.save(update_fields=["personal_email"])
