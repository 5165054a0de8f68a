"""People who act, and the mails that leave meanwhile."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from bases import visibility
from tests import factories
from tests.bases import teams


@pytest.fixture
def close():
    """Keep a base for its team."""

    def closed(base):
        visibility.set_visibility(base, visibility.Visibility.PRIVATE)

    return closed


@pytest.fixture
def person(db):
    """Somebody with an account."""
    return teams.person(first_name="Noé", last_name="Garnier")


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Post to an address, as somebody or without an account; the mails leave."""

    def post(path, data=None, *, by=None, **options):
        client = Client(**options)
        if by:
            client.force_login(by)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, data or {})

    return post


@pytest.fixture
def save(send):
    """Save the screen of a message in its queue, as it was read."""

    def answer(message, *, by, **typed):
        path = f"/admin/community/{message._meta.model_name}/edit/{message.pk}/"
        read_at = message.changed_at.isoformat()
        return send(path, {"notes": "", "read_at": read_at, **typed}, by=by)

    return answer


@pytest.fixture
def read():
    """Return the text of an address, without its typography, as somebody or without an account."""

    def get(path, *, by=None):
        client = Client()
        if by:
            client.force_login(by)
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")

    return get


@pytest.fixture
def handler(db):
    """Return a function that makes somebody whose group has a permission, and the admin."""

    def make(codename):
        group = Group.objects.create(name=codename)
        wanted = Permission.objects.filter(codename__in=["access_admin", codename])
        group.permissions.set(wanted)
        person = factories.UserFactory()
        person.groups.add(group)
        return person

    return make
