import pytest
from django.urls import get_resolver, path
from django.urls.resolvers import RegexPattern, URLResolver

from bases.models import Invitation
from labase_site.leaks.addresses import NOT_WALKED, addresses, patterns
from labase_site.leaks.fillers import Unfillable, note_names
from labase_site.leaks.planting import planted_portal
from labase_site.leaks.portal import CLOSED
from labase_site.leaks.register import models_without_a_row
from labase_site.leaks.words import Lexicon
from tests.rolling_back import rolled_back


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """Plant one portal for all the tests of this module: each undoes what it does to it."""
    with django_db_blocker.unblock(), rolled_back():
        portal = planted_portal()
        note_names(portal)
        yield portal


@pytest.fixture
def portal(planted, db):
    return planted


def test_every_address_of_the_portal_is_filled(portal):
    found = addresses(portal, sampled=1)
    assert len({each.view for each in found}) > 250
    assert not any("%" in each.path for each in found)


def test_an_address_that_nothing_fills_is_named():
    view = path("meteo/<int:weather_id>/", lambda request: None, name="weather")
    resolver = URLResolver(RegexPattern(r"^/"), [view])
    with pytest.raises(Unfillable, match="weather: weather_id"):
        addresses(Lexicon(), sampled=None, resolver=resolver)


def test_views_that_are_not_walked_exist():
    known = {each.view for each in patterns(get_resolver())} | set(NOT_WALKED)
    assert set(NOT_WALKED) <= known


def test_a_model_that_says_nothing_of_a_closed_base_is_named(portal):
    assert models_without_a_row(portal) == []
    Invitation.objects.all().delete()
    assert models_without_a_row(portal) == ["bases.Invitation"]


def test_each_text_of_a_fiche_is_planted(portal):
    places = {word.place for word in portal.lexicon}
    for place in (
        "published fiche: title",
        "published fiche: tutorial.steps.text",
        "draft, published fiche: quote.author",
        "first version, published fiche, co_authors: name",
        "file of the closed base, document: text",
    ):
        assert place in places
    assert portal.first("page", CLOSED)


def test_a_word_is_recognised_by_its_beginning():
    lexicon = Lexicon()
    text = lexicon.plant("here")
    lexicon.plant("there")
    assert [word.place for word in lexicon.seen_in(f"<b>{text[:6].upper()}…")] == ["here"]
    assert lexicon.seen_in(lexicon.made_up()) == set()
