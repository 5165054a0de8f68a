"""Several people change one team at the same moment."""

import contextlib
import threading

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import Client

from accounts.models import User
from bases.models import Membership
from tests import factories

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="a SQLite database in memory has one writer for all threads",
    ),
]
ROUNDS = 3


@pytest.fixture
def two_administrators():
    """A base with two administrators, and nobody else."""
    base = factories.BasePageFactory()
    return [
        factories.MembershipFactory(base=base, role="administrator") for _ in range(2)
    ]


def at_once(*actions):
    """Do these at the same moment, each from a connection of its own."""
    start = threading.Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=10)
            action()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def post(who, membership, path, **data):
    """Return what posts, as `who`, a change of `membership`."""
    client = Client()
    client.force_login(who.user)
    address = f"/bases/{membership.base.slug}/equipe/{path.format(membership.pk)}"
    return lambda: client.post(address, data)


def delete(membership):
    """Return what deletes the account of a member, where it may be."""

    def act():
        with contextlib.suppress(ProtectedError), transaction.atomic():
            User.objects.get(pk=membership.user_id).delete()

    return act


def administrators_left(membership):
    return Membership.objects.filter(base=membership.base, role="administrator").count()


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize(
    "way", ["demote each other", "demote themselves", "remove each other", "leave"]
)
def test_two_administrators_at_once_leave_one(way, round_, two_administrators):
    first, second = two_administrators
    actions = {
        "demote each other": ("{}/role/", {"role": "reader"}, True),
        "demote themselves": ("{}/role/", {"role": "reader"}, False),
        "remove each other": ("{}/retirer/", {}, True),
        "leave": ("quitter/", {}, False),
    }
    path, data, crossed = actions[way]
    targets = (second, first) if crossed else (first, second)

    at_once(post(first, targets[0], path, **data), post(second, targets[1], path, **data))

    assert administrators_left(first) == 1


@pytest.mark.parametrize("round_", range(ROUNDS))
@pytest.mark.parametrize("other", ["deleted", "demoted"])
def test_an_account_is_not_deleted_while_the_other_administrator_goes(
    other, round_, two_administrators
):
    first, second = two_administrators
    goes = {
        "deleted": delete(second),
        "demoted": post(second, second, "{}/role/", role="reader"),
    }
    at_once(delete(first), goes[other])
    assert administrators_left(first) == 1
