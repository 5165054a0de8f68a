"""The second factor of a sign-in: whom it is required of, and how its secrets are kept."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.groups import groups_given_by_hand


class SecondFactorAdapter(DefaultMFAAdapter):
    """Our ways: secrets unreadable in a copy of the database, refusals in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This code is not right. Each one serves once, for half a minute: type the one that"
            " shows now."
        ),
        "cannot_delete_authenticator": _(
            "Your role asks for a second factor: it cannot be switched off."
        ),
    }

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        return not is_required_of(authenticator.user)

    def get_totp_issuer(self):
        return settings.WAGTAIL_SITE_NAME


def is_required_of(person):
    """Say whether `person` must have a second factor: superusers, and who has a group's rights."""
    if not settings.SECOND_FACTOR_OF_STAFF or not person.is_authenticated:
        return False
    if person.is_superuser:
        return True
    groups = groups_given_by_hand().filter(user=person.pk)
    return groups.filter(permissions__isnull=False).exists()


def is_missing_to(person):
    """Say whether `person` must have a second factor and has none yet."""
    if not is_required_of(person):
        return False
    kind = Authenticator.Type.TOTP
    return not Authenticator.objects.filter(user=person.pk, type=kind).exists()


def _cipher():
    """Return what encrypts with the key of the portal, and still reads its former ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key):
    digest = hashlib.sha256(b"second factor" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)
