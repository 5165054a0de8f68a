"""What uses an entry is counted from the relations, whatever the models."""

import pytest

from bases.models import BasePage, Readership
from resources.models import ResourcePage
from resources.models.resource import ExternalProducer, ResourceKeyword
from taxonomy.models import ActorType, Audience, Keyword, Licence, Territory, Theme
from taxonomy.usage import column, in_words, usage, uses_by_owner, with_usage
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_theme_counts_the_fiches_that_have_it():
    theme = factories.ThemeFactory()
    factories.ResourcePageFactory(themes=[theme])
    factories.ResourcePageFactory(themes=[theme, factories.ThemeFactory()])
    assert usage(theme) == {ResourcePage: 2}


def test_an_entry_that_nothing_uses_counts_nothing():
    assert usage(factories.ThemeFactory()) == {}


def test_the_two_audiences_of_a_fiche_are_counted():
    public = factories.AudienceFactory()
    trade = factories.AudienceFactory(group=Audience.Group.PROFESSIONALS)
    factories.ResourcePageFactory(beneficiaries=[public], professionals=[trade])
    assert usage(public) == usage(trade) == {ResourcePage: 1}


def test_a_licence_counts_fiches_and_bases_apart():
    licence = factories.LicenceFactory()
    base = factories.BasePageFactory(licence=licence)
    factories.ResourcePageFactory(parent=base, licence=licence)
    assert usage(licence) == {ResourcePage: 1, BasePage: 1}


def test_a_territory_counts_people_and_the_territories_within_it():
    region = factories.TerritoryFactory(level=Territory.Level.REGION)
    factories.TerritoryFactory(parent=region)
    person = factories.UserFactory(territory=region)
    assert usage(region) == {type(person): 1, Territory: 1}


def test_a_category_counts_its_themes():
    theme = factories.ThemeFactory()
    assert usage(theme.category) == {Theme: 1}


def test_a_keyword_counts_fiches_and_not_links():
    keyword = factories.KeywordFactory()
    fiche = factories.ResourcePageFactory()
    ResourceKeyword.objects.create(tag=keyword, content_object=fiche)
    assert usage(keyword) == {ResourcePage: 1}


def test_a_fiche_counts_once_however_often_it_uses_an_entry():
    actor = factories.ActorTypeFactory()
    fiche = factories.ResourcePageFactory()
    for name in ("Une maison", "Une autre"):
        ExternalProducer.objects.create(page=fiche, name=name, actor_type=actor)
    assert usage(actor) == {ResourcePage: 1}


@pytest.mark.parametrize("vocabulary", [Theme, ActorType, Licence, Keyword, Audience])
def test_derived_rows_are_not_uses(vocabulary):
    names = {owner.__name__ for owner in uses_by_owner(vocabulary)}
    assert "ResourcePage" in names
    assert not names & {"Card", "CardFacet", "Revision", "ResourceKeyword"}


def test_a_readership_is_a_use_of_its_actor_type():
    assert Readership in uses_by_owner(ActorType)


def test_counting_costs_one_query_whatever_the_entries(django_assert_num_queries):
    for _each in range(3):
        factories.ResourcePageFactory(themes=[factories.ThemeFactory()])
    with django_assert_num_queries(1):
        counts = [
            getattr(t, column(ResourcePage)) for t in with_usage(Theme.objects.all())
        ]
    assert counts == [1, 1, 1]


def test_counts_are_told_in_the_words_of_the_models():
    one, many = ResourcePage._meta.verbose_name, BasePage._meta.verbose_name_plural
    said = in_words({ResourcePage: 1, BasePage: 3}, drafts=2)
    assert f"1 {one}, 3 {many}" in said
    assert in_words({}) == ""
