import pytest
from django.utils import timezone

from bases.access import may_read
from bases.models import Card, CardFacet
from bases.readerships import verified
from bases.visibility import Visibility, set_visibility
from search.finding import find
from taxonomy.merging import merge
from tests import factories


@pytest.fixture
def described(resource):
    """A published fiche with one term of each vocabulary."""
    resource.themes = [factories.ThemeFactory(position=1)]
    resource.natures = [factories.NatureFactory()]
    resource.beneficiaries = [factories.AudienceFactory()]
    resource.territory = factories.TerritoryFactory()
    resource.licence = factories.LicenceFactory()
    resource.keywords.add("messagerie électronique")
    resource.save_revision().publish()
    return resource


@pytest.mark.parametrize(
    ("facet", "factory", "of"),
    [
        ("theme", factories.ThemeFactory, lambda page: page.themes.get()),
        ("nature", factories.NatureFactory, lambda page: page.natures.get()),
        ("audience", factories.AudienceFactory, lambda page: page.beneficiaries.get()),
        ("territory", factories.TerritoryFactory, lambda page: page.territory),
        ("licence", factories.LicenceFactory, lambda page: page.licence),
        ("keyword", factories.KeywordFactory, lambda page: page.keywords.get()),
    ],
)
def test_a_fiche_is_filtered_by_the_term_that_took_the_place_of_its_own(
    facet, factory, of, described
):
    target = factory()
    source = of(described)
    merge(source, target)

    values = CardFacet.objects.filter(card=described.pk, facet=facet)
    assert list(values.values_list("value", flat=True)) == [str(target.pk)]


def test_the_card_wears_the_hue_of_the_theme_that_took_the_place(described):
    target = factories.ThemeFactory()
    merge(described.themes.get(), target)
    assert Card.objects.get(page=described).theme == target


def test_people_of_a_merged_actor_type_read_what_the_other_opens(base, resource):
    source, target = factories.ActorTypeFactory.create_batch(2)
    person = factories.UserFactory(
        actor_type=source, actor_type_verified_at=timezone.now()
    )
    set_visibility(base, Visibility.RESTRICTED, readers=[verified(target)])
    assert not may_read(person, resource.pk)

    merge(source, target)

    assert may_read(person, resource.pk)


def test_a_renamed_keyword_is_searched_under_its_new_name(described, visitors):
    keyword = described.keywords.get()
    keyword.name = "courriel"
    keyword.save()
    anonymous = visitors["anonymous"]
    assert len(find(anonymous, words="courriel").rows) == 1
    assert find(anonymous, words="électronique", as_typed=True).rows == []


def test_a_forbidden_keyword_shows_nowhere(described, visitors, client):
    keyword = described.keywords.get()
    keyword.forbidden = True
    keyword.save()
    assert keyword.name not in client.get(described.url).content.decode()
    assert find(visitors["anonymous"], words="électronique", as_typed=True).rows == []
    assert not CardFacet.objects.filter(facet="keyword").exists()
