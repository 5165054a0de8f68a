"""The forms through which people come in, keep their account and end it."""

import re

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.urls import reverse

from accounts.models import Profile, User
from tests.fuzz.fuzzed import Fuzzed, latest
from tests.fuzz.world import PASSWORD

SIGN_IN = "/compte/connexion/"
VERIFY = "/compte/verification/"


def _by_password(client, world):
    """Give the password again, as what matters asks for it."""
    client.post(VERIFY, {"password": PASSWORD})


def _code_sent(client, world):
    client.post("/compte/connexion/code/", {"email": world.stranger.email})


def _reset_asked(client, world):
    client.post("/compte/mot-de-passe/oubli/", {"email": world.stranger.email})
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)[1]
    return client.get(link).url


def _charter_asked(client, world):
    User.objects.filter(pk=world.stranger.pk).update(charter_version="")
    client.post(SIGN_IN, {"login": world.stranger.email, "password": PASSWORD})


def _second_factor(client, world):
    """Give the stranger a second factor, and be asked for it."""
    TOTP.activate(world.stranger, generate_totp_secret())
    client.post(SIGN_IN, {"login": world.stranger.email, "password": PASSWORD})


def _second_factor_set_up(client, world):
    TOTP.activate(world.stranger, generate_totp_secret())


def _mail_check_sent(client, world):
    client.post("/compte/verification/courriel/", {"send": "1"})


def _mail_check_given(client, world):
    _mail_check_sent(client, world)
    code = client.session["mail_check"]["code"]
    client.post("/compte/verification/courriel/", {"code": code})


FORMS = (
    Fuzzed(
        "account_signup",
        {
            "first_name": "Nadia",
            "last_name": "Belkacem",
            "email": "nadia@exemple.test",
            "actor_type": "{actor_type.pk}",
            "territory": "{territory.pk}",
            "password1": PASSWORD,
            "charter": "on",
            "next": "/bases/",
        },
        stored=latest(User),
        same=("first_name", "last_name"),
    ),
    Fuzzed(
        "account_login",
        {
            "login": "{stranger.email}",
            "password": PASSWORD,
            "remember": "on",
            "next": "/",
        },
    ),
    Fuzzed("account_request_login_code", {"email": "{stranger.email}", "next": "/"}),
    Fuzzed("account_confirm_login_code", {"code": "123456"}, prepare=_code_sent),
    Fuzzed("mfa_authenticate", {"code": "123456"}, prepare=_second_factor),
    Fuzzed("account_charter", {"charter": "on"}, prepare=_charter_asked),
    Fuzzed(
        "account_email",
        {"email": "nouvelle@exemple.test", "action_add": ""},
        about="main address",
        who="stranger",
        prepare=_by_password,
    ),
    Fuzzed(
        "account_email",
        {"personal-email": "a-moi@exemple.test", "action_personal": ""},
        about="personal address",
        who="stranger",
        prepare=_by_password,
    ),
    Fuzzed(
        "account_email",
        {"email": "{stranger.email}", "action_remove": ""},
        about="an address that goes",
        who="stranger",
        prepare=_by_password,
        not_kept=("email",),
    ),
    Fuzzed(
        "account_change_password",
        {"oldpassword": PASSWORD, "password1": "une autre phrase bien longue"},
        who="stranger",
        prepare=_by_password,
    ),
    Fuzzed(
        "account_set_password",
        {"password1": "une autre phrase bien longue"},
        who="without_password",
        prepare=_mail_check_given,
    ),
    Fuzzed(
        "account_mail_check",
        {"code": "123456", "next": "/compte/"},
        who="without_password",
        prepare=_mail_check_sent,
    ),
    Fuzzed("account_reset_password", {"email": "{stranger.email}"}),
    Fuzzed(
        "account_reset_password_from_key",
        {"password1": "une autre phrase bien longue"},
        arguments=("1", "abc"),
        prepare=_reset_asked,
    ),
    Fuzzed(
        "account_reauthenticate",
        {"password": PASSWORD, "next": "/compte/"},
        who="stranger",
    ),
    Fuzzed(
        "mfa_reauthenticate",
        {"code": "123456", "next": "/compte/"},
        who="stranger",
        prepare=_second_factor_set_up,
    ),
    Fuzzed("mfa_activate_totp", {"code": "123456"}, who="stranger", prepare=_by_password),
    Fuzzed("usersessions_list", {"session": "1"}, who="stranger", not_kept=("session",)),
    Fuzzed(
        "my_profile",
        {
            "first_name": "Une",
            "last_name": "Visiteuse",
            "actor_type": "{actor_type.pk}",
            "territory": "{territory.pk}",
            "role": "Conseillère",
            "description": "Quelques mots.",
            "links": "https://exemple.test/",
            "is_public": "on",
            "is_named": "on",
        },
        who="stranger",
        files=("photo",),
        stored=lambda world: Profile.objects.get(user=world.stranger),
        same=("role", "description"),
    ),
    Fuzzed(
        "leave_portal",
        {"confirmation": "supprimer", "to_bin": "{base.pk}"},
        who="owner",
        prepare=_by_password,
    ),
    Fuzzed(
        "leave_hand_over", {"member": "{membership.pk}"}, ("{base.slug}",), who="owner"
    ),
    Fuzzed("set_language", {"language": "fr", "next": reverse("ideas")}),
)
