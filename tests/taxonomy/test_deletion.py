"""An entry in use is not deleted, by whatever way one comes."""

import pytest

from resources.models.resource import ResourceKeyword
from taxonomy.deletion import StillUsed
from taxonomy.models import Keyword, LoadedEntry, Theme
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def theme():
    return factories.ThemeFactory(name="Parentalité")


def test_an_entry_that_nothing_uses_is_deleted(theme):
    theme.delete()
    assert not Theme.objects.exists()


def test_an_entry_in_use_is_not_deleted_from_the_shell(theme):
    fiche = factories.ResourcePageFactory(themes=[theme])
    with pytest.raises(StillUsed, match="Parentalité"):
        theme.delete()
    assert list(fiche.themes.all()) == [theme]


def test_entries_are_not_deleted_many_at_a_time_when_one_is_in_use(theme):
    factories.ThemeFactory()
    factories.ResourcePageFactory(themes=[theme])
    with pytest.raises(StillUsed):
        Theme.objects.all().delete()
    assert Theme.objects.count() == 2


def test_entries_that_nothing_uses_are_deleted_many_at_a_time(theme):
    Theme.objects.all().delete()
    assert not Theme.objects.exists()


def test_a_keyword_in_use_is_not_deleted():
    keyword = factories.KeywordFactory()
    fiche = factories.ResourcePageFactory()
    ResourceKeyword.objects.create(tag=keyword, content_object=fiche)
    with pytest.raises(StillUsed):
        keyword.delete()
    with pytest.raises(StillUsed):
        Keyword.objects.all().delete()


def test_an_entry_that_only_a_draft_names_is_not_deleted(theme):
    fiche = factories.ResourcePageFactory()
    fiche.themes.add(theme)
    fiche.save_revision()
    with pytest.raises(StillUsed, match="1"):
        theme.delete()


def test_an_entry_that_only_a_scheduled_version_names_is_not_deleted(theme, tomorrow):
    fiche = factories.ResourcePageFactory()
    fiche.themes.add(theme)
    fiche.go_live_at = tomorrow
    fiche.save_revision(approved_go_live_at=tomorrow)
    with pytest.raises(StillUsed):
        theme.delete()


def test_an_entry_that_only_an_old_version_names_is_deleted(theme):
    fiche = factories.ResourcePageFactory(themes=[theme])
    fiche.save_revision().publish()
    fiche.themes.set([])
    fiche.save_revision().publish()
    theme.delete()
    assert not Theme.objects.exists()


def test_deletion_forgets_nothing_of_what_was_loaded(theme):
    LoadedEntry.objects.create(vocabulary="theme", key="Parentalité")
    theme.delete()
    assert LoadedEntry.objects.filter(key="Parentalité").exists()
