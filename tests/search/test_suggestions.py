import pytest
from django.urls import reverse

from accounts.models import Profile
from bases.models import BaseSettings
from search.suggesting import suggest
from tests import factories

READERS = ["anonymous", "stranger", "member", "superuser"]


@pytest.fixture
def offer(visitors):
    """Return the titles that are offered to somebody, of all kinds, and the questions."""

    def offered(typed, *, as_="anonymous"):
        found = suggest(visitors[as_], typed)
        titles = [title for some in (found.titles or {}).values() for title, _url in some]
        return titles, list(found.questions)

    return offered


@pytest.fixture
def printer(base):
    return factories.ResourcePageFactory(
        parent=base,
        title="Régler l’imprimante",
        summary="Choisir ses imprimés, puis œuvrer avec le RGPD.",
    )


def public_profile(first_name, last_name):
    person = factories.UserFactory(first_name=first_name, last_name=last_name)
    return Profile.objects.create(
        user=person, is_named=True, is_public=True, slug=f"une-personne-{person.pk}"
    )


BEGINNINGS = [
    "im",
    "impr",
    "IMPR",
    "imprima",
    "imprimante",
    "l'imprim",
    "l’imprim",
    "regler impr",
    "réglé l’im",
    "imprimante rég",
    "imprimante de",
    " impr ",
]
NOTHING = [
    "",
    "i",
    " ",
    "\0",
    "'",
    '"',
    "*",
    "%%",
    "__",
    "im*' OR",
    "imprimante tracteur",
    "mprim",
    "œ" * 200,
    "im " * 66 + "xy",
    "\0im\0prix\0",
    "🙂🙂",
    "&amp;",
    "{title} : x",
]
COMPLETED = [
    ("impri", ["imprimante"]),
    ("régler l’impri", ["régler l’imprimante"]),
    ("Mes choix : rgp", []),
    ("rgp", ["RGPD"]),
    ("oeuv", ["œuvrer"]),
    ("imprimante", []),
    ("imprimante av", []),
]


def test_a_title_is_offered_by_the_beginning_of_its_words(printer, offer, subtests):
    for typed in BEGINNINGS:
        with subtests.test(typed):
            assert offer(typed)[0] == [printer.title]


def test_nothing_is_offered_for_what_begins_nothing(printer, offer, client, subtests):
    for typed in NOTHING:
        with subtests.test(ascii(typed)):
            assert offer(typed) == ([], [])
            answer = client.get(reverse("search_suggestions"), {"q": typed})
            assert (answer.status_code, answer.content.strip()) == (200, b"")


def test_the_last_word_is_completed_as_it_is_written(printer, offer, subtests):
    for typed, questions in COMPLETED:
        with subtests.test(typed):
            assert offer(typed)[1] == questions


def test_three_of_each_kind_are_offered_those_that_begin_so_first(base, offer):
    for number in range(4):
        held = factories.BasePageFactory(title=f"Zinc {number}")
        factories.ResourcePageFactory(parent=held, title=f"Le zinc {number}")
        factories.CollectionPageFactory(parent=held, title=f"Du zinc {number}")
        public_profile("Zinca", f"Nom {number}")
    first = factories.ResourcePageFactory(parent=base, title="Zinc d’abord")
    factories.ResourcePageFactory(parent=base, title="Encore du zinc")
    titles, questions = offer("zinc")
    assert (len(titles), titles[0]) == (12, first.title)
    assert questions == []
    assert suggest(factories.UserFactory(), "zinc").count == 12


@pytest.mark.parametrize("kind", READERS)
def test_what_one_may_not_open_is_neither_offered_nor_completes_a_word(
    kind, base, printer, restrict, offer
):
    restrict(base)
    titles, questions = offer("impri", as_=kind)
    reads = kind in {"member", "superuser"}
    assert (titles, questions) == (
        ([printer.title], ["imprimante"]) if reads else ([], [])
    )


def test_what_was_open_completes_nothing_once_it_is_closed(
    base, printer, restrict, offer
):
    assert offer("impri") == ([printer.title], ["imprimante"])
    restrict(printer)
    assert offer("impri") == ([], [])
    printer.view_restrictions.all().delete()
    assert offer("impri") == ([printer.title], ["imprimante"])
    printer.unpublish()
    assert offer("impri") == ([], [])


def test_of_a_closed_base_whose_name_is_shown_the_name_alone_is_offered(
    base, restrict, offer
):
    base.title, base.introduction = "Base du zinc", "Zingueurs de père en fils."
    base.save_revision().publish()
    BaseSettings.objects.filter(base=base).update(shown_when_closed=True)
    restrict(base)
    assert offer("zin") == (["Base du zinc"], [])
    assert offer("zin", as_="member")[0] == ["Base du zinc"]


def test_a_profile_that_closes_is_offered_no_more(offer):
    profile = public_profile("Zoé", "Zinc")
    assert offer("zo") == (["Zoé Zinc"], [])
    profile.is_public = False
    profile.save()
    assert offer("zo") == ([], [])


@pytest.mark.parametrize("kind", ["anonymous", "member"])
def test_suggestions_take_few_queries_whatever_there_is(
    kind, base, client, visitors, count_queries, queries_again
):
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])

    def ask():
        response = client.get(reverse("search_suggestions"), {"q": "atel"})
        assert "Un atelier" in response.content.decode()
        assert response["Cache-Control"] == "private"

    def publish(day):
        factories.ResourcePageFactory(parent=base, title=f"Un atelier {day}")
        factories.BasePageFactory(title=f"Les ateliers {day}")

    publish("du lundi")
    ask()
    few = count_queries(ask)
    publish("du mardi")
    publish("du jeudi")
    ask()
    assert count_queries(ask) == few
    assert few <= (3 if kind == "anonymous" else 5) + queries_again
