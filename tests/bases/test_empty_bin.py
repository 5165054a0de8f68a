from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from bases import readerships
from bases.bin import put_in_bin
from bases.models import BinEntry, PortalDocument
from resources.collecting import add_to_collection
from tests import factories
from tests.resources.bodies import body_of


def _age(entry, days):
    since = timezone.now() - timedelta(days=days, minutes=1)
    BinEntry.objects.filter(pk=entry.pk).update(binned_at=since)


@pytest.mark.parametrize("days", [29, 30])
@pytest.mark.parametrize("apply", [True, False])
def test_what_waited_thirty_days_is_listed_then_deleted(apply, days, resource, capsys):
    _age(put_in_bin(resource), days)

    call_command("empty_bin", apply=apply)

    listed = capsys.readouterr().out
    assert ("/messagerie/" in listed) is (days == 30)
    assert Page.objects.filter(pk=resource.pk).exists() is not (apply and days == 30)
    call_command("empty_bin", apply=apply)


def test_a_fiche_binned_before_its_base_goes_once(base, resource):
    _age(put_in_bin(resource), 40)
    _age(put_in_bin(base), 35)
    call_command("empty_bin", apply=True)
    assert not Page.objects.filter(pk__in=[base.pk, resource.pk]).exists()
    assert not BinEntry.objects.exists()


def test_a_base_goes_with_its_files_but_for_those_shown_elsewhere(base, resource):
    alone, shown = factories.DocumentFactory.create_batch(2, base=base)
    other = factories.ResourcePageFactory()
    for page, documents in ((resource, [alone, shown]), (other, [shown])):
        files = [{"document": each.pk, "title": "", "legend": ""} for each in documents]
        page.body = body_of(("files", {"files": files}))
        page.save_revision().publish()
    _age(put_in_bin(base), 31)

    call_command("empty_bin", apply=True)

    assert list(PortalDocument.objects.all()) == [shown]


def test_the_team_of_a_base_that_is_gone_reads_nothing_by_it(base, visitors):
    group = readerships.team_of(base.pk).group
    assert group.user_set.filter(pk=visitors["member"].pk).exists()
    _age(put_in_bin(base), 31)
    call_command("empty_bin", apply=True)
    assert not Group.objects.filter(pk=group.pk).exists()


def test_a_collection_loses_its_place_only_when_the_fiche_is_gone(resource):
    collection = factories.CollectionPageFactory()
    add_to_collection(collection, resource)
    _age(put_in_bin(resource), 31)
    assert collection.items.count() == 1
    call_command("empty_bin", apply=True)
    assert collection.items.count() == 0
