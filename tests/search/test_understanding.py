"""What is found in French, however it is typed: on every engine."""

import time
from functools import partial
from itertools import count

import pytest
from django.contrib.auth.models import AnonymousUser

from bases.bulk import insert_pages
from bases.models import Card
from resources.models import ResourcePage
from search.finding import find
from search.models import SynonymGroup
from search.understanding import FAR_MORE
from search.words import asked_words, forms_in, stems_in
from tests import factories

ANYBODY = AnonymousUser()
numbers = count(1)


@pytest.fixture
def titles(base):
    """Publish fiches of these titles; return a function that asks, and returns titles."""
    for title in (
        "Brancher une imprimante",
        "Régler le Wi-Fi de la salle",
        "Copier sur une clé USB",
        "Les œuvres de l’été",
        "S’inscrire à France Travail",
        "Numéroter les pages d’un rapport",
    ):
        factories.ResourcePageFactory(parent=base, title=title, summary="Un pas à pas.")

    def ask(words, **asked):
        return [row["title"] for row in find(ANYBODY, words=words, **asked).rows]

    return ask


FOUND = {
    "imprimantes": "Brancher une imprimante",
    "IMPRIMER": "Brancher une imprimante",
    "imprimente": "Brancher une imprimante",
    "ipmrimante": "Brancher une imprimante",
    "l'imprimante": "Brancher une imprimante",
    "wifi": "Régler le Wi-Fi de la salle",
    "wi-fi": "Régler le Wi-Fi de la salle",
    "wi fi": "Régler le Wi-Fi de la salle",
    "cle usb": "Copier sur une clé USB",
    "cleusb": "Copier sur une clé USB",
    "oeuvre": "Les œuvres de l’été",
    "pôle emploi": "S’inscrire à France Travail",
    "comment numéroter mes pages ?": "Numéroter les pages d’un rapport",
    "imprimante xylophone": "Brancher une imprimante",
}


def test_it_is_found_however_it_is_typed(titles, subtests):
    for words, title in FOUND.items():
        with subtests.test(words=words):
            assert titles(words)[:1] == [title]


def test_a_repair_is_told_and_there_is_a_way_back(titles):
    answer = find(ANYBODY, words="imprimente")
    assert answer.repairs == [("imprimente", "imprimante")]
    assert titles("imprimente", as_typed=True) == []


@pytest.fixture
def glycines(base):
    """Publish a fiche that says *glicines*, and as many that say *glycine* as make it likely."""
    rare = factories.ResourcePageFactory(parent=base, title="Les glicines")
    many = [
        ResourcePage(title=f"Glycine {n}", slug=f"glycine-{n}", summary="Une.")
        for n in range(FAR_MORE)
    ]
    insert_pages([(base, page) for page in many])
    return rare, many


def test_what_is_hardly_said_is_also_taken_for_what_many_say(glycines):
    rare, many = glycines
    answer = find(ANYBODY, words="glicine", per_page=50)
    assert answer.widened == (("glicine", "glycine"),)
    assert answer.rows[0]["page_id"] == rare.pk
    assert answer.totals[Card.Kind.RESOURCE] == 1 + len(many)


@pytest.mark.parametrize("words", ["glicines", "glycine", "glycines"])
def test_what_is_written_so_is_taken_for_nothing_else(words, glycines):
    assert find(ANYBODY, words=words).widened == ()


def test_another_form_of_what_many_say_costs_no_query_more(glycines, count_queries):
    def ask(words):
        assert len(find(ANYBODY, words=words).rows) == FAR_MORE

    ask("glycine")
    written, unwritten = (
        count_queries(partial(ask, words)) for words in ("glycine", "glyciner")
    )
    assert unwritten == written


def test_what_is_hardly_said_is_asked_as_it_was_typed(glycines):
    answer = find(ANYBODY, words="glicine", as_typed=True)
    assert (len(answer.rows), answer.widened) == (1, ())


def test_a_word_that_one_may_not_read_is_not_told_to_be_likely(glycines, restrict):
    _rare, many = glycines
    for page in many:
        restrict(page)
    answer = find(ANYBODY, words="glicine")
    assert (len(answer.rows), answer.widened) == (1, ())


def test_the_first_letter_is_kept_and_short_words_have_one_error(titles):
    assert titles("omprimante") == []
    assert titles("salel")[:1] == ["Régler le Wi-Fi de la salle"]
    assert titles("szelle") == []


def test_a_synonym_is_in_force_at_the_next_question(titles):
    assert titles("dactylotype") == []
    group = SynonymGroup.objects.create(terms="dactylotype\nimprimante")
    assert titles("dactylotype") == ["Brancher une imprimante"]
    group.terms = "dactylotype\nclé usb"
    group.save()
    assert titles("dactylotype") == ["Copier sur une clé USB"]
    group.delete()
    assert titles("dactylotype") == []


def test_a_one_way_group_is_followed_in_one_way(titles):
    SynonymGroup.objects.create(terms="machin\nimprimante", one_way=True)
    assert titles("machin") == ["Brancher une imprimante"]


def test_of_two_terms_that_share_a_word_the_one_that_tells_more_is_understood(base):
    SynonymGroup.objects.create(terms="changer un mot\ncorrection")
    SynonymGroup.objects.create(terms="mot de passe\nmdp")
    for title in ("Changer de fournisseur", "Un mot à dire", "Changer un mot"):
        _fiche(base, title=title)
    wanted = _fiche(base, title="Un mdp qui tient la route")
    _fiche(base, title="La correction automatique")
    found = [
        row["page_id"] for row in find(ANYBODY, words="changer le mot de passe").rows
    ]
    assert found[0] == wanted.pk


def test_a_title_that_says_it_otherwise_comes_before_a_text_that_says_it(base):
    SynonymGroup.objects.create(terms="dactylotype\nazalée")
    in_text = _fiche(base, summary="Une azalée.", body="Une azalée, des azalées.")
    in_title = _fiche(base, title="Le dactylotype de la salle")
    found = [row["page_id"] for row in find(ANYBODY, words="azalée").rows]
    assert found == [in_title.pk, in_text.pk]


ORDERED = {
    "a title over a keyword": ({"title": "Azalée"}, {"keyword": "azalée"}),
    "a keyword over a summary": ({"keyword": "azalée"}, {"summary": "Une azalée."}),
    "a summary over a body": ({"summary": "Une azalée."}, {"body": "Une azalée."}),
    "a form over a stem": ({"summary": "Une azalée."}, {"summary": "Des azalées."}),
}


@pytest.mark.parametrize("case", ORDERED)
def test_what_says_it_best_comes_first(case, base):
    best, other = (_fiche(base, **described) for described in ORDERED[case])
    found = [row["page_id"] for row in find(ANYBODY, words="azalée").rows]
    assert found == [best.pk, other.pk]


def _fiche(base, *, title="Une fiche", summary="Un pas à pas.", keyword="", body=""):
    from tests.resources.bodies import body_of

    fiche = factories.ResourcePageFactory(
        parent=base, title=title, slug=f"fiche-{next(numbers)}", summary=summary
    )
    if body:
        fiche.body = body_of(("rich_text", f"<p>{body}</p>"))
    if keyword:
        fiche.keywords.add(keyword)
    fiche.save_revision().publish()
    return fiche


@pytest.mark.parametrize("text", ["a" * 100_000, "a-" * 50_000, "7" * 100_000])
def test_a_word_of_a_hundred_thousand_letters_is_read_once(text):
    start = time.monotonic()
    for read in (asked_words, forms_in, stems_in):
        read(text)
    assert time.monotonic() - start < 2


def test_a_question_of_words_that_each_have_many_synonyms_is_answered(base):
    words = [f"outil{letter}" for letter in "abcdefghijkl"]
    for word in words:
        others = [f"{word}{number}x" for number in range(40)]
        phrases = [f"{word} {other}" for other in others]
        SynonymGroup.objects.create(terms="\n".join([word, *others, *phrases]))
    said = _fiche(base, title="outila1x outilb outilb7x outilc d'ici")
    assert [row["page_id"] for row in find(ANYBODY, words=" ".join(words)).rows] == [
        said.pk
    ]
    pairs = " ".join(f"{word[:5]} {word[5:]}" for word in words)
    assert find(ANYBODY, words=pairs).settled
