import logging
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from bases.access import may_read
from bases.bin import put_in_bin, restore
from bases.scheduling import publish_due
from tests import factories

TO_COME = timedelta(hours=1)


@pytest.fixture
def planned(base):
    """A fiche to be published in an hour."""
    fiche = factories.ResourcePageFactory(parent=base, slug="a-venir", live=False)
    fiche.go_live_at = timezone.now() + TO_COME
    fiche.save_revision().publish()
    return fiche


def _let_time_pass(fiche):
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=past)
    for revision in fiche.revisions.all():
        content = {**revision.content, "go_live_at": past.isoformat()}
        Revision.objects.filter(pk=revision.pk).update(content=content)


@pytest.fixture
def _without_worker(settings):
    settings.DUE_CHECK_SECONDS = 0


@pytest.mark.usefixtures("_without_worker")
def test_a_planned_fiche_shows_at_its_time_without_a_worker(planned, client, visitors):
    assert client.get("/bases/mediatheques/a-venir/").status_code == 404
    assert not may_read(visitors["superuser"], planned.pk)

    _let_time_pass(planned)

    assert planned.title in client.get("/bases/mediatheques/").content.decode()
    assert client.get("/bases/mediatheques/a-venir/").status_code == 200


@pytest.mark.usefixtures("_without_worker")
@pytest.mark.parametrize("closed", ["base", "fiche"])
def test_a_planned_fiche_of_a_base_closed_meanwhile_opens_to_nobody_else(
    closed, base, planned, restrict, client, visitors
):
    restrict(base if closed == "base" else planned)
    _let_time_pass(planned)

    assert client.get("/bases/mediatheques/a-venir/").status_code == 404
    assert Page.objects.get(pk=planned.pk).live
    assert may_read(visitors["member"], planned.pk)
    assert not may_read(visitors["stranger"], planned.pk)


@pytest.mark.parametrize("way", ["request", "command"])
def test_what_is_in_the_bin_is_not_published_at_its_time(
    way, planned, client, settings, visitors
):
    other = factories.ResourcePageFactory(parent=planned.get_parent(), live=False)
    other.go_live_at = timezone.now() + TO_COME
    other.save_revision().publish()
    entry = put_in_bin(planned)
    for fiche in (planned, other):
        _let_time_pass(fiche)

    if way == "request":
        settings.DUE_CHECK_SECONDS = 0
        client.get("/")
    else:
        call_command("publish_scheduled")

    assert may_read(visitors["anonymous"], other.pk)
    assert not Page.objects.get(pk=planned.pk).live
    # Restored after its time, it waits for somebody to look at it.
    restore(entry)
    publish_due()
    assert not Page.objects.get(pk=planned.pk).live


def test_a_fiche_restored_in_time_is_published_at_its_time(planned, visitors):
    restore(put_in_bin(planned))
    _let_time_pass(planned)
    publish_due()
    assert may_read(visitors["anonymous"], planned.pk)


def test_a_planned_version_that_is_wrong_stops_no_other(planned, caplog, visitors):
    caplog.set_level(logging.CRITICAL, logger="bases.scheduling")
    wrong = factories.ResourcePageFactory(parent=planned.get_parent(), live=False)
    wrong.go_live_at = timezone.now() + TO_COME
    wrong.save_revision().publish()
    for fiche in (wrong, planned):
        _let_time_pass(fiche)
    for revision in wrong.revisions.all():
        content = {**revision.content, "slug": "parametres"}
        Revision.objects.filter(pk=revision.pk).update(content=content)

    publish_due()

    assert may_read(visitors["anonymous"], planned.pk)
    assert not Page.objects.get(pk=wrong.pk).live
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


@pytest.mark.parametrize("way", ["read", "command"])
def test_an_expired_fiche_is_closed_at_its_time(way, resource, client, visitors):
    resource.expire_at = timezone.now() - timedelta(minutes=1)
    resource.save()
    if way == "command":
        call_command("publish_scheduled")
        assert Page.objects.get(pk=resource.pk).expired
    assert client.get("/bases/mediatheques/messagerie/").status_code == 404
    assert not may_read(visitors["superuser"], resource.pk)


def test_a_dry_run_changes_nothing(planned, resource, capsys):
    resource.expire_at = timezone.now() - timedelta(minutes=1)
    resource.save()
    _let_time_pass(planned)
    call_command("publish_scheduled", dry_run=True)
    assert "1 published, 1 expired" in capsys.readouterr().err
    assert Page.objects.get(pk=resource.pk).live
    assert not Page.objects.get(pk=planned.pk).live


def test_asking_what_is_due_costs_one_query(base, django_assert_num_queries):
    publish_due()
    with django_assert_num_queries(1):
        publish_due()


def test_reverting_or_taking_down_opens_nothing(base, resource, restrict, visitors):
    first = resource.save_revision()
    first.publish()
    restrict(resource)
    resource.summary = "Plus tard"
    resource.save_revision().publish()

    first.publish(previous_revision=first)

    assert not may_read(visitors["stranger"], resource.pk)
    resource.refresh_from_db()
    resource.unpublish()
    assert not may_read(visitors["member"], resource.pk)
