import pytest

from resources.description import credits_of, terms_of
from resources.models import CoAuthor, ExternalProducer, ProducingBase
from taxonomy.models import Audience
from tests import factories


@pytest.fixture
def described(resource):
    category = factories.ThemeCategoryFactory(family="culture")
    themes = [
        factories.ThemeFactory(name=name, category=category, position=position)
        for name, position in [("Jeux", 2), ("Données", 1)]
    ]
    resource.themes = themes
    resource.natures = [factories.NatureFactory(name="Guide")]
    resource.beneficiaries = [factories.AudienceFactory(name="Adultes")]
    resource.professionals = [
        factories.AudienceFactory(name="Agents", group=Audience.Group.PROFESSIONALS)
    ]
    factories.KeywordFactory(name="gros mot", forbidden=True)
    resource.keywords.add("souris", "clavier", "gros mot")
    return resource


def test_a_fiche_tells_what_it_is_filed_under_in_one_query(described, count_queries):
    described.save()

    assert count_queries(lambda: terms_of(described)) == 1
    told = terms_of(described)
    assert [theme["name"] for theme in told.pop("themes")] == ["Données", "Jeux"]
    assert told == {
        "natures": ["Guide"],
        "beneficiaries": ["Adultes"],
        "professionals": ["Agents"],
        "keywords": ["clavier", "souris"],
    }


def test_a_preview_tells_what_is_not_saved_yet_in_the_same_words(described):
    previewed = terms_of(described, is_preview=True)
    assert previewed["themes"]
    assert not terms_of(described)["themes"]
    described.save()
    assert terms_of(described) == previewed


def test_a_base_that_one_may_not_read_is_not_among_the_producers(
    resource, visitors, restrict
):
    opened = factories.BasePageFactory(title="Ouverte")
    closed = factories.BasePageFactory(title="Fermée")
    restrict(closed)
    resource.producing_bases = [ProducingBase(base=opened), ProducingBase(base=closed)]
    resource.external_producers = [ExternalProducer(name="Le collège")]
    resource.co_authors = [CoAuthor(name="L’équipe")]
    resource.save()

    told = credits_of(resource, visitors["stranger"])

    assert told["producing_bases"] == [{"title": "Ouverte", "url": opened.url}]
    assert [str(each) for each in told["producers"]] == ["Le collège"]
    assert told["co_authors"] == [{"name": "L’équipe", "url": ""}]
