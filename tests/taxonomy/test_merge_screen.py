"""Staff merge two entries in the admin."""

import pytest
from django.contrib.auth.models import Permission

from resources.models import ResourcePage
from resources.models.resource import ResourceKeyword
from taxonomy.models import Keyword, Territory, Theme
from tests import factories
from tests.taxonomy.screens import address, said

pytestmark = pytest.mark.django_db


def test_staff_merge_two_entries(as_keeper):
    source, target = factories.ThemeFactory(name="Parents"), factories.ThemeFactory()
    fiche = factories.ResourcePageFactory(themes=[source])
    asked = as_keeper.get(address(Theme, "merge", source))
    uses = f"1 {ResourcePage._meta.verbose_name}"
    assert uses in asked.text
    assert Theme.objects.count() == 2
    done = as_keeper.post(
        address(Theme, "merge", source), {"target": target.pk}, follow=True
    )
    assert list(fiche.themes.all()) == [target]
    for word in ("Parents", target.name, uses):
        assert word in said(done)
    assert "Parents" in as_keeper.get(address(Theme, "history", target)).text


@pytest.mark.parametrize("target", ["", "abc", "0"])
def test_a_merge_without_a_target_is_asked_again(target, as_keeper):
    source = factories.ThemeFactory()
    response = as_keeper.post(address(Theme, "merge", source), {"target": target})
    assert response.context["form"].errors
    assert Theme.objects.exists()


def test_an_entry_merges_with_none_but_its_like(as_keeper):
    department = factories.TerritoryFactory()
    other = factories.TerritoryFactory()
    region = factories.TerritoryFactory(level="region")
    page = as_keeper.get(address(Territory, "merge", department))
    assert list(page.context["form"].fields["target"].queryset) == [other]
    asked = as_keeper.post(address(Territory, "merge", department), {"target": region.pk})
    assert asked.context["form"].errors


@pytest.mark.parametrize("missing", ["delete_theme", "change_theme"])
def test_merging_asks_for_the_right_to_change_and_to_delete(missing, as_keeper, keeper):
    keeper.groups.get().permissions.remove(Permission.objects.get(codename=missing))
    source, target = factories.ThemeFactory.create_batch(2)
    response = as_keeper.post(address(Theme, "merge", source), {"target": target.pk})
    assert response.url == "/admin/"
    assert Theme.objects.count() == 2
    assert address(Theme, "merge", source) not in as_keeper.get(address(Theme)).text


def test_a_keyword_is_merged_by_its_name(as_keeper):
    source = factories.KeywordFactory(name="imprimantes 3d")
    target = factories.KeywordFactory(name="Imprimante 3D")
    fiche = factories.ResourcePageFactory()
    ResourceKeyword.objects.create(tag=source, content_object=fiche)
    page = as_keeper.get(address(Keyword, "merge", source))
    assert '<option value="Imprimante 3D">' in page.text
    as_keeper.post(address(Keyword, "merge", source), {"target": "imprimante 3d"})
    assert list(fiche.keywords.all()) == [target]


@pytest.mark.parametrize("name", ["", "inconnu", "source", "\0"])
def test_a_keyword_is_not_merged_into_nothing(name, as_keeper):
    source = factories.KeywordFactory(name="source")
    response = as_keeper.post(address(Keyword, "merge", source), {"target": name})
    assert response.context["form"].errors
    assert Keyword.objects.exists()
