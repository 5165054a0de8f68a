"""Authors are told, where they work, of the files whose words are not found; nobody else is."""

import pytest

from bases.models import FileText
from bases.texts import outcomes
from bases.texts.sentences import sentence_of
from tests import factories
from tests.bases.admin_visits import contributor
from tests.bases.reading import client_of
from tests.bases.texts import samples
from tests.resources.bodies import body_of

pytestmark = pytest.mark.django_db

SCANNED = "ne contient que des images"


@pytest.fixture
def scanned(send, base):
    return send("plan.pdf", samples.scanned_pdf(), title="Plan", base=base).document


@pytest.fixture
def memo(send, base):
    content = samples.pdf("Ouvrir la messagerie", "Répondre")
    return send("memo.pdf", content, title="Mémo", base=base).document


@pytest.fixture
def author(base):
    return client_of(contributor(base))


def fiche_that_gives(base, *documents):
    fiche = factories.ResourcePageFactory(parent=base)
    files = [{"document": each.pk, "title": "", "legend": ""} for each in documents]
    fiche.body = body_of(("files", {"files": files}))
    fiche.save_revision()
    return fiche


def shown(client, address):
    return client.get(address).content.decode()


def test_the_screen_of_a_document_says_what_search_reads_in_it(author, scanned, memo):
    told = shown(author, f"/admin/documents/edit/{scanned.pk}/")
    assert SCANNED in told
    assert "Ce que la recherche lit" not in told
    told = shown(author, f"/admin/documents/edit/{memo.pk}/")
    assert SCANNED not in told
    assert "Ce que la recherche lit dans ce fichier (2 pages)" in told
    assert "Ouvrir la messagerie" in told


def test_the_list_of_documents_says_which_were_read(author, scanned, memo):
    told = shown(author, "/admin/documents/")
    assert "Texte lu" in told
    assert "Images seulement" in told
    assert "Texte lu" in shown(author, "/admin/documents/results/?q=mémo")


def test_the_list_of_documents_costs_as_much_whatever_their_number(
    author, memo, base, count_queries
):
    def read():
        shown(author, "/admin/documents/")

    read()
    few = count_queries(read)
    for _document in range(5):
        factories.DocumentFactory(base=base)
    assert count_queries(read) == few


def test_the_editor_of_a_fiche_names_its_files_whose_words_are_not_found(
    author, base, scanned, memo
):
    told = shown(author, f"/admin/pages/{fiche_that_gives(base, scanned, memo).pk}/edit/")
    assert SCANNED in told
    assert f'href="/admin/documents/edit/{scanned.pk}/"' in told
    assert f'href="/admin/documents/edit/{memo.pk}/"' not in told
    told = shown(author, f"/admin/pages/{fiche_that_gives(base, memo).pk}/edit/")
    assert "Fichiers dont les mots" not in told


def test_who_does_not_handle_a_file_is_told_nothing_of_it(author, send):
    elsewhere = factories.BasePageFactory()
    plan = send("plan.pdf", samples.scanned_pdf(), title="Leur plan", base=elsewhere)
    own = author.get("/admin/").wsgi_request.user.memberships.get().base
    assert author.get(f"/admin/documents/edit/{plan.pk}/").status_code == 404
    assert "Leur plan" not in shown(author, "/admin/documents/")
    told = shown(author, f"/admin/pages/{fiche_that_gives(own, plan.document).pk}/edit/")
    assert SCANNED not in told
    assert "Leur plan" not in told


def test_each_way_of_not_being_read_has_its_sentence():
    silent = {outcomes.WAITING, outcomes.READ, outcomes.OTHER_FORMAT}
    states = set(FileText.State.values) - silent
    said = [sentence_of(state, has_pages=False) for state in states]
    assert all(said)
    assert len(set(said)) == len(said)
    assert "du début" in sentence_of(outcomes.TOO_LARGE, has_pages=True)
