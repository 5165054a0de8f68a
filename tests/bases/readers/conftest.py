"""Somebody who answers the screens that ask “Who may read?”, and people who then read."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from tests import factories
from tests.bases.readers.screens import (
    BASE_FIELDS,
    screen_of,
)


@pytest.fixture
def answer(client, administrator):
    """Answer on the screen of a page, down to the button that does it."""

    def send(page, who, by=administrator, step="confirm", **fields):
        client.force_login(by)
        path = screen_of(page)
        shown = client.get(path)
        version = shown.context["form"]["version"].value()
        data = {**BASE_FIELDS, "version": version, "who": who, **fields}
        return client.post(path, {**data, step: "yes"})

    return send


@pytest.fixture
def people(visitors, base):
    """A visitor of each kind; `reader` is of a verified type, a domain and another team."""
    actor_type = factories.ActorTypeFactory(verified=True)
    ana = factories.UserFactory(
        email="ana@ain.example",
        actor_type=actor_type,
        actor_type_verified_at=timezone.now(),
        territory=factories.TerritoryFactory(),
    )
    EmailAddress.objects.create(user=ana, email=ana.email, verified=True, primary=True)
    factories.MembershipFactory(base__title="Voisine", user=ana)
    return {**visitors, "reader": ana}
