"""What the doors of accounts take to answer, whether they know the address or not."""

import itertools
from functools import partial

from django.conf import global_settings
from django.core import mail
from django.test import Client, override_settings

from accounts.charter import accept_charter
from accounts.confirmation import vouch_for_address
from accounts.models import User
from benchmarks.timing import medians
from taxonomy.models import ActorType, Territory

PASSWORD = "une phrase bien assez longue"
DOORS = {
    "sign up": "/compte/inscription/",
    "sign in": "/compte/connexion/",
    "ask for a new password": "/compte/mot-de-passe/oubli/",
    "ask for a code": "/compte/connexion/code/",
}


def report(portals, *, rounds):
    """Print, for each door, how the answer to each kind of address compares to an unknown one."""
    portals.use("without")
    # Passwords are hashed as they are in production: it is most of what two of the doors do.
    with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):
        known = _people()
        print("\nDoors of accounts, an address that is known against one that is not")
        for door, path in DOORS.items():
            calls = {
                kind: partial(_send, path, addresses) for kind, addresses in known.items()
            }
            took = medians(calls, rounds=rounds)
            told = "   ".join(
                f"{kind} × {took[kind] / took['unknown']:.2f}"
                for kind in known
                if kind != "unknown"
            )
            print(f"  {door:<22} {took['unknown'] * 1000:8.1f} ms   {told}")


def _people():
    """Return iterators of addresses, by what the portal knows of them."""
    confirmed = _person("connue@exemple.test")
    accept_charter(confirmed)
    confirmed.save()
    vouch_for_address(confirmed)
    _person("en-attente@exemple.test")
    closed = _person("fermee@exemple.test", is_active=False)
    vouch_for_address(closed)
    # Who signs up is known from then on: each is asked once.
    unknown = (f"inconnue-{number}@exemple.test" for number in itertools.count())
    return {
        "confirmed": itertools.repeat("connue@exemple.test"),
        "not confirmed": itertools.repeat("en-attente@exemple.test"),
        "closed": itertools.repeat("fermee@exemple.test"),
        "unknown": unknown,
    }


def _person(email, **fields):
    return User.objects.create_user(email, PASSWORD, **fields)


def _send(path, addresses):
    email = next(addresses)
    answer = Client().post(
        path,
        {
            "email": email,
            "login": email,
            "password": "une phrase qui n’est pas la bonne",
            "password1": PASSWORD,
            "first_name": "Une",
            "last_name": "Personne",
            "actor_type": ActorType.objects.values_list("pk", flat=True).first(),
            "territory": Territory.objects.values_list("pk", flat=True).first(),
            "charter": "on",
        },
    )
    assert answer.status_code in {200, 302}, (path, answer.status_code)
    mail.outbox.clear()
