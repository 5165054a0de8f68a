"""What search asks of the texts of files, and how a file opens at the page that it found."""

import random

import pytest

from bases.texts.found import pages_of_files
from bases.texts.reading import read_waiting
from bases.texts.sentences import address_at_page, place_in_words
from tests import factories
from tests.bases.reading import whole
from tests.bases.texts import samples

pytestmark = pytest.mark.django_db


def test_the_pages_of_many_files_are_read_in_one_query(send, count_queries):
    one = send("un.pdf", samples.pdf("Un", "", "Trois")).pk
    two = send("deux.txt", b"Deux").pk
    none = send("vide.pdf", samples.scanned_pdf()).pk
    found = pages_of_files([one, two, none])
    assert found == {one: [(1, "Un"), (3, "Trois")], two: [(1, "Deux")]}
    assert pages_of_files([]) == {}
    assert count_queries(lambda: pages_of_files([one])) == 1
    assert count_queries(lambda: pages_of_files([one, two, none])) == 1


def test_a_pdf_opens_at_a_page_and_other_files_are_kept(published, base, client):
    memo = factories.DocumentFactory(base=base, file__filename="memo.odt")
    pdf = published.file_uses.get(document__isnull=False).document
    client.force_login(factories.MembershipFactory(base=base).user)
    assert address_at_page(pdf.url, 3) == f"{pdf.url}#page=3"
    assert address_at_page(memo.url, 3) == memo.url
    for document, disposition in ((pdf, "inline"), (memo, "attachment")):
        response = client.get(document.url)
        whole(response)
        assert response["Content-Disposition"].startswith(disposition)
        assert response["Content-Security-Policy"] == "default-src 'none'"
        assert response["X-Content-Type-Options"] == "nosniff"


def test_a_page_is_called_by_the_word_of_its_format():
    places = {
        name: place_in_words(name, 3)
        for name in ("a.pdf", "b.PPTX", "c.odp", "d.ods", "e.docx", "sans-nom")
    }
    assert places == {
        "a.pdf": "page 3",
        "b.PPTX": "diapositive 3",
        "c.odp": "diapositive 3",
        "d.ods": "feuille 3",
        "e.docx": "",
        "sans-nom": "",
    }


@pytest.mark.slow
def test_sentences_planted_in_long_files_are_found_at_their_page():
    rng = random.Random(2026)
    words = (
        "accueil borne clavier dossier écran fiche guichet habitant imprimante".split()
    )

    def line():
        return " ".join(rng.choices(words, k=9))

    planted = {}
    for number in range(50):
        pages = ["\n".join(line() for _line in range(45)) for _page in range(40)]
        page = rng.randrange(40)
        sentence = f"Le rendez-vous {number} se prend auprès de la médiatrice {number}"
        cut = sentence.replace("médiatrice", "média-\ntrice")
        pages[page] = f"{line()}\n{cut}\n{pages[page]}"
        document = factories.DocumentFactory(file__data=samples.pdf(*pages))
        planted[document.pk] = (sentence, page + 1)
    list(read_waiting())
    right = 0
    for pk, pages in pages_of_files(planted).items():
        sentence, page = planted[pk]
        at = [number for number, text in pages if sentence in text.replace("\n", " ")]
        right += at == [page]
        assert len(pages) == 40
    assert right == 50
