"""Who keeps the vocabularies, and who does not."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from tests import factories


@pytest.fixture
def keeper(db):
    """A person of a plain group that may do everything with vocabularies, and nothing else."""
    return _member("gardiens du vocabulaire", content_type__app_label="taxonomy")


@pytest.fixture
def editor(db):
    """A person who enters the admin, and keeps no vocabulary."""
    return _member("rédaction", codename="access_admin")


@pytest.fixture
def as_keeper(client, keeper):
    client.force_login(keeper)
    return client


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)


def _member(name, **permissions):
    group = Group.objects.create(name=name)
    group.permissions.set(
        Permission.objects.filter(**permissions)
        | Permission.objects.filter(codename="access_admin")
    )
    user = factories.UserFactory()
    user.groups.add(group)
    return user
