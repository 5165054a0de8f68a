import pytest
from django.conf import settings
from django.urls import reverse

from bases.texts.reading import read_waiting
from tests import factories
from tests.bases.texts import samples
from tests.resources.bodies import body_of
from tests.rolling_back import rolled_back

# The words, what meets them, the cards that are shown, the foot of the page.
QUERIES_OF_A_SEARCH = 4
# Elasticsearch is asked once it is known to have all that changed.
QUERIES_OF_AN_INDEX = 1 if settings.ELASTICSEARCH_URL else 0
READERS = ["anonymous", "member"]


@pytest.fixture
def results(client):
    """Ask the search page, and return its answer."""
    return lambda **asked: client.get(reverse("search"), asked)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("type", ["fiches", "bases", "collections"])
def test_query_count_is_small_and_does_not_grow_with_results(
    type, kind, base, client, visitors, results, count_queries, queries_again
):
    most = QUERIES_OF_A_SEARCH + QUERIES_OF_AN_INDEX + queries_again
    # Bases and collections are shown with how much they hold.
    most += type != "fiches"
    if visitors[kind].is_authenticated:
        client.force_login(visitors[kind])
        # Their session, and who they are.
        most += 2

    def ask():
        response = results(q="atelier", type=type)
        assert response.context["page_obj"].object_list

    publish("du lundi")
    ask()
    few = count_queries(ask)
    publish("du mardi", "du jeudi", "du samedi")
    ask()
    assert count_queries(ask) == few
    assert few <= most


def test_files_that_hold_what_is_asked_cost_no_query_each(
    base, results, count_queries, queries_again
):
    def ask():
        found = results(q="serrurerie").context["page_obj"].object_list
        assert all(card["passage"]["address"].endswith("#page=2") for card in found)
        return len(found)

    give("La serrurerie", base=base)
    assert ask() == 1
    few = count_queries(ask)
    give("Une serrurerie", "Des serrureries", base=base)
    assert ask() == 3
    assert count_queries(ask) == few
    assert few <= QUERIES_OF_A_SEARCH + QUERIES_OF_AN_INDEX + queries_again


def give(*texts, base):
    """Publish fiches whose files, of several pages, say these texts."""
    for text in texts:
        file = factories.DocumentFactory(file__data=samples.pdf("Sommaire", text))
        list(read_waiting())
        fiche = factories.ResourcePageFactory(parent=base, title=f"Mémo {file.pk}")
        fiche.body = body_of(("files", {"files": [{"document": file.pk}]}))
        fiche.save_revision().publish()


def publish(*names):
    for name in names:
        base = factories.BasePageFactory(title=f"Atelier {name}")
        factories.ResourcePageFactory(parent=base, title="Un atelier")
        factories.CollectionPageFactory(parent=base, title="Des ateliers")


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "-1"},
        {"page": "0"},
        {"page": "abc"},
        {"page": "999"},
        {"page": "9" * 400},
        {"theme": "rien"},
        {"nature": "rien"},
        {"audience": "rien"},
        {"theme": "\0"},
        {"type": "rien"},
        {"type": "<script>"},
        {"q": "atelier " * 1250},
    ],
    ids=str,
)
def test_what_is_wrong_in_a_question_is_told_and_the_rest_is_answered(
    asked, resource, results
):
    response = results(**asked)
    assert response.status_code == 200
    assert 'class="notice' in response.content.decode()


ANY_WORDS = [
    "'",
    '"',
    "« mémo »",
    "%",
    "_",
    "\\",
    "\0",
    "mes\0sagerie",
    "🪚🔨",
    "مرحبا بالعالم",
    "\u202eeiregassem",
    "שלום עולם",
    "a" * 10_000,
    '"' * 10_000,
    "🪚" * 10_000,
    '{"query": {"match_all": {}}}',
    '"mémo" AND (title:messagerie OR -cv*)~2',
    "<script>alert(1)</script>",
    "OR 1=1; --",
    " ",
    ".",
    "(*)",
    "NEAR AND OR NOT",
    f"{'ж' * 50}а {'ж' * 50}б",
    "wi-fi-" * 30,
]


@pytest.mark.parametrize("type", ["fiches", "bases", "collections"])
def test_any_words_are_answered_and_printed_as_they_are(
    type, resource, results, subtests
):
    for words in ANY_WORDS:
        with subtests.test(words=words), rolled_back():
            response = results(q=words, type=type)
            assert response.status_code == 200
            page = response.content.decode()
            assert "<script>alert" not in page
            assert "\0" not in page


def test_a_very_long_question_does_not_fill_the_title_of_the_page(results, db):
    page = results(q="atelier " * 20).content.decode()
    title = page.partition("<h1")[2].partition("</h1>")[0]
    assert title.count("atelier") < 10
