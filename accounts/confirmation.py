"""Whether somebody holds the address that they sign in with."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower

from accounts.domains import spellings_of
from accounts.models import User, Welcome


def confirmed_people():
    """Return the people who may sign in: active, and who hold the address they sign in with."""
    held = EmailAddress.objects.alias(spelt=Lower("email")).filter(
        user=OuterRef("pk"), verified=True, spelt=Lower(OuterRef("email"))
    )
    return User.objects.filter(Exists(held), is_active=True)


def confirmed_people_at(domain):
    """Return the people whose confirmed address is of this very domain, of none below it."""
    ends = Q()
    for spelling in spellings_of(domain):
        ends |= Q(email__iendswith=f"@{spelling}")
    return confirmed_people().filter(ends)


def vouch_for_address(person):
    """Take the address of `person` for confirmed, and for their only one.

    For those whom we believe without a mail: the shell, staff who create an account.
    """
    with transaction.atomic():
        others = EmailAddress.objects.filter(user=person).exclude(email=person.email)
        others.delete()
        EmailAddress.objects.update_or_create(
            user=person,
            email=person.email,
            defaults={"verified": True, "primary": True},
        )


def confirm_welcomed(person):
    """Confirm the address of who chose a password through the mail that welcomed them there."""
    if Welcome.objects.filter(user=person, sent_at__isnull=False).exists():
        vouch_for_address(person)


def confirmed_address_of(person):
    """Return the address that `person` signs in with and confirmed; "" while they did not."""
    held = EmailAddress.objects.filter(
        user=person, verified=True, email__iexact=person.email
    )
    return person.email if held.exists() else ""


def confirmed_addresses_of(person):
    """Return the addresses that `person` confirmed, the personal one too, in lower case."""
    held = EmailAddress.objects.filter(user=person.pk, verified=True)
    return {email.lower() for email in held.values_list("email", flat=True)}


def is_held_by_another(email, person):
    """Say whether an account that is not that of `person` signs in with `email`."""
    holders = User.objects.filter(
        Q(email__iexact=email)
        | Q(emailaddress__email__iexact=email, emailaddress__verified=True)
    )
    return holders.exclude(pk=person.pk).exists()
