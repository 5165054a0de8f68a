import json
from io import StringIO

import pytest
from django.core.management import call_command

from bases.bulk import insert_pages
from bases.models import Card
from resources.models import ResourcePage
from search.finding import find
from search.words import folded, stems_in
from tests import factories
from tests.resources.bodies import body_of


@pytest.fixture
def ask(visitors):
    def titles(words, *, as_="anonymous", **asked):
        return [row["title"] for row in find(visitors[as_], words=words, **asked).rows]

    return titles


@pytest.mark.parametrize(
    "question",
    [
        "messagerie",
        "MESSAGERIE",
        "la messagerie",
        "premier pas",
        "peur de se tromper",
        "messageries",
        "l’ouvrir",
    ],
)
def test_a_fiche_is_found_by_its_words(question, resource, ask):
    assert ask(question) == [resource.title]


@pytest.mark.parametrize("question", ["ordinateur", "tracteur", "zorglub xylophone"])
def test_a_fiche_is_not_found_by_other_words(question, resource, ask):
    assert ask(question) == []


def test_every_text_of_a_fiche_is_searched(base, ask):
    fiche = factories.ResourcePageFactory(parent=base, title="Une fiche")
    fiche.body = body_of(
        ("section_title", {"text": "Brouette"}),
        ("rich_text", "<p>Une <b>clé</b>&nbsp;à molette</p>"),
        ("tutorial", {"steps": [{"title": "Tournevis", "text": "<p>Perceuse</p>"}]}),
        ("quote", {"text": "Marteau", "author": "une médiatrice"}),
        ("callout", {"tone": "tip", "title": "Rabot", "text": "<p>Étau</p>"}),
        ("dated_list", {"entries": [{"date": "2026-01-01", "title": "Ponceuse"}]}),
        ("link", {"title": "Équerre", "url": "https://a.example/"}),
    )
    fiche.keywords.add("Scie")
    fiche.save_revision().publish()
    for word in (
        "brouette cle molette tournevis perceuse marteau rabot etau ponceuse equerre scie"
    ).split():
        assert ask(word) == ["Une fiche"], word


def test_a_title_that_holds_the_words_comes_first(base, ask):
    in_text = factories.ResourcePageFactory(
        parent=base, title="Autre chose", summary="La tablette, en passant."
    )
    in_title = factories.ResourcePageFactory(parent=base, title="Découvrir la tablette")
    assert ask("tablette") == [in_title.title, in_text.title]


@pytest.mark.parametrize("kind", ["anonymous", "stranger", "member", "superuser"])
def test_what_is_closed_is_neither_found_nor_counted(
    kind, base, resource, restrict, ask, visitors
):
    restrict(base)
    reads = kind in {"member", "superuser"}
    assert bool(ask("messagerie", as_=kind)) is reads
    answer = find(visitors[kind], words="messagerie")
    assert answer.totals == ({Card.Kind.RESOURCE: 1} if reads else {})


def test_an_unpublished_fiche_is_gone_at_the_next_question(resource, ask):
    resource.unpublish()
    assert ask("messagerie") == []


def test_terms_of_one_vocabulary_widen_and_of_several_narrow(base, ask):
    themes = factories.ThemeFactory.create_batch(2)
    nature = factories.NatureFactory()
    fiches = []
    for name, theme in zip("AB", themes, strict=True):
        fiche = factories.ResourcePageFactory(parent=base, title=name)
        fiche.themes = [theme]
        fiche.save_revision().publish()
        fiches.append(fiche)
    fiches[0].natures = [nature]
    fiches[0].save_revision().publish()

    first, second = (str(theme.pk) for theme in themes)
    assert sorted(ask("", facets={"theme": {first, second}})) == ["A", "B"]
    assert ask("", facets={"theme": {second}}) == ["B"]
    chosen = {"theme": {first, second}, "nature": {str(nature.pk)}}
    assert ask("", facets=chosen) == ["A"]


def test_words_are_compared_without_accents_case_elision_or_plural():
    assert folded("<p>L’Œuvre d’été&nbsp;: ÇA</p>").split() == [
        "l'oeuvre",
        "d'ete",
        ":",
        "ca",
    ]
    assert stems_in(folded("l'été des œuvres, une œuvre")) == "ete oeuvr oeuvr"


@pytest.mark.parametrize("limit", [0, 1, 10])
def test_the_shell_answers_as_a_given_reader(
    limit, base, resource, restrict, visitors, capsys
):
    restrict(base)

    def answer(**options):
        call_command("find", "messagerie", json=True, limit=limit, **options)
        return [hit["title"] for hit in json.loads(capsys.readouterr().out)]

    assert answer() == []
    assert answer(email=visitors["member"].email.upper()) == [resource.title][:limit]


def test_what_a_base_holds_is_found_by_its_new_name_at_the_next_question(base, ask):
    factories.ResourcePageFactory(parent=base, title="Une fiche")
    base.title = "Ateliers du Rabot"
    base.save_revision().publish()
    assert ask("rabot") == ["Une fiche"]
    call_command("check_search", stdout=(told := StringIO()), stderr=StringIO())
    assert told.getvalue() == ""


def test_a_text_of_more_words_than_can_be_kept_is_found_by_those_it_says_most(base, ask):
    parts = [
        " ".join(f"mot{number}" for number in range(start, start + 1_500))
        for start in range(10_000, 40_000, 1_500)
    ]
    body = body_of(*(("rich_text", f"<p>{part} rabot</p>") for part in parts))
    factories.ResourcePageFactory(parent=base, title="Un lexique", body=body)
    for words in ("lexique", "rabot"):
        assert ask(words) == ["Un lexique"]


def test_pages_of_answers_repeat_nothing_and_leave_nothing_out(base, ask):
    """The first hundred are ranked once more, the others are not."""
    placed = [
        (base, ResourcePage(title=f"Lavande {n}", slug=f"lavande-{n}", summary="Deux."))
        for n in range(130)
    ]
    insert_pages(placed)
    pages = [ask("lavande", page=page, per_page=60) for page in (1, 2, 3)]
    assert [*map(len, pages)] == [60, 60, 10]
    assert len({title for page in pages for title in page}) == 130
