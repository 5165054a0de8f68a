"""Staff certify a base: who and when is kept, a badge shows, its team is told."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from wagtail.models import PageLogEntry

from bases import visibility
from bases.checking import pages_with_wrong_cards
from bases.models import BaseSettings, Card
from tests import factories
from tests.bases import teams

LIST = "/admin/bases/basetocertify/"
BADGE = "badge--certified"


@pytest.fixture
def certifier(db):
    """Somebody whose group certifies bases, and does nothing else."""
    group = Group.objects.create(name="Certification")
    codenames = ["access_admin", "certify_base"]
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    person = factories.UserFactory()
    person.groups.add(group)
    return person


@pytest.fixture
def certify(client, django_capture_on_commit_callbacks):
    """Answer the screen of a base, as somebody."""

    def answer(base, *, by, button="certify"):
        client.force_login(by)
        path = f"{LIST}certify/{base.settings.pk}/"
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, {button: "1"})

    return answer


def test_a_base_is_certified_by_somebody_on_a_day_and_told(
    base, certifier, certify, client
):
    owner = teams.member(base, "owner").user
    for _ in range(2):
        certify(base, by=certifier)
    settings = BaseSettings.objects.get(base=base)
    assert settings.certified_by == certifier
    assert settings.certified_at
    assert Card.objects.get(pk=base.pk).certified
    assert [message.to for message in mail.outbox] == [[owner.email]]
    assert PageLogEntry.objects.filter(page=base.pk, action="bases.certify").count() == 1
    client.logout()
    for path in (base.url, "/bases/", "/recherche/?type=bases"):
        assert BADGE in client.get(path).content.decode()


def test_the_badge_is_taken_away_and_told(base, certifier, certify, client):
    certify(base, by=certifier)
    certify(base, by=certifier, button="withdraw")
    assert not BaseSettings.objects.get(base=base).certified_at
    assert BADGE not in client.get(base.url).content.decode()
    assert PageLogEntry.objects.filter(action="bases.withdraw_certification").exists()


def test_looking_changes_nothing(base, certifier, client):
    client.force_login(certifier)
    path = f"{LIST}certify/{base.settings.pk}/"
    assert client.get(path).status_code == 200
    assert not Card.objects.get(pk=base.pk).certified


def test_the_badge_stays_when_the_base_is_published_again(base, certifier, certify):
    certify(base, by=certifier)
    base.title = "Médiathèques du Val et du Plateau"
    base.save_revision().publish()
    assert Card.objects.get(pk=base.pk).certified
    assert not list(pages_with_wrong_cards())
    Card.objects.update(certified=False)
    assert [page.pk for page in pages_with_wrong_cards()] == [base.pk]


def test_those_who_administer_a_base_do_not_certify_it(base, certify):
    owner = teams.member(base, "owner").user
    certify(base, by=owner)
    assert not Card.objects.get(pk=base.pk).certified


def test_a_base_that_staff_do_not_read_is_not_in_their_list(
    base, certifier, client, certify
):
    visibility.set_visibility(base, visibility.Visibility.PRIVATE)
    client.force_login(certifier)
    assert base.title not in client.get(LIST).content.decode()
    assert certify(base, by=certifier).status_code == 404
    assert base.title in _list_of_a_superuser(client)


def test_the_cost_of_the_list_does_not_grow(base, certifier, client, count_queries):
    client.force_login(certifier)

    def look():
        assert client.get(LIST).status_code == 200

    look()
    few = count_queries(look)
    factories.BasePageFactory.create_batch(3)
    assert count_queries(look) == few


def _list_of_a_superuser(client):
    client.force_login(factories.UserFactory(is_superuser=True))
    return client.get(LIST).content.decode()
