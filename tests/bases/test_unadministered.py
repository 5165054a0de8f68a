"""Bases that nobody administers: superusers list them, and invite somebody to each."""

import pytest
from django.contrib.auth.models import Permission

from bases.models import Membership
from tests import factories
from tests.bases import teams

LIST = "/admin/bases/basewithoutadministrator/"


@pytest.fixture
def staff(client, db):
    staff = factories.UserFactory(is_superuser=True)
    client.force_login(staff)
    return staff


def listed(client):
    page = client.get(LIST)
    assert page.status_code == 200
    return [each.base.title for each in page.context["object_list"]]


def test_the_bases_that_nobody_administers_are_listed_until_somebody_does(
    base, staff, client
):
    reader = teams.member(base, "reader").user
    assert listed(client) == [base.title]
    closed = teams.member(base, "administrator").user
    assert listed(client) == []
    closed.is_active = False
    closed.save()
    assert listed(client) == [base.title]
    Membership.objects.filter(user=reader).update(role="administrator")
    assert listed(client) == []


def test_a_base_in_the_bin_and_a_workbench_are_not_listed(base, staff, client):
    base.card.in_bin = True
    base.card.save()
    workbench = factories.BasePageFactory(title="L’établi d’Ana")
    workbench.settings.purpose = "workbench"
    workbench.settings.workbench_of = factories.UserFactory()
    workbench.settings.save()
    assert listed(client) == []


def test_a_button_leads_to_the_invitation_of_an_administrator(base, staff, client):
    screen = f"{base.url}invitations/?role=administrator"
    assert f'href="{screen}"' in client.get(LIST).content.decode()
    form = client.get(screen).context["form"]
    assert form["role"].value() == "administrator"


def test_nobody_but_superusers_reads_the_list(base, client):
    moderator = factories.UserFactory()
    moderator.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "certify_base"])
    )
    client.force_login(moderator)
    answer = client.get(LIST)
    assert base.title not in answer.content.decode()
    assert answer.status_code in (302, 403)


def test_the_queries_do_not_grow_with_the_bases(base, staff, client, count_queries):
    listed(client)
    few = count_queries(lambda: listed(client))
    for base in factories.BasePageFactory.create_batch(4):
        teams.member(base, "reader")
    assert count_queries(lambda: listed(client)) == few
