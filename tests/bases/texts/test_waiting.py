"""Every document has a row that says what is known of its text, whoever wrote it."""

import pytest
from django.core.files.base import ContentFile

from bases.models import FilePage, FileText, PortalDocument
from bases.texts import outcomes
from bases.texts.found import pages_of_files
from bases.texts.reading import read_waiting
from bases.texts.waiting import ask_for_texts
from tests import factories
from tests.bases.texts import samples

pytestmark = pytest.mark.django_db


def state_of(document):
    return FileText.objects.get(pk=document.pk).state


def test_a_document_that_comes_in_waits_to_be_read():
    assert state_of(factories.DocumentFactory()) == outcomes.WAITING
    photo = factories.DocumentFactory(
        file__filename="photo.jpg", file__data=b"\xff\xd8\xff"
    )
    assert state_of(photo) == outcomes.OTHER_FORMAT


def test_what_was_read_goes_with_the_file_that_is_replaced(send):
    text = send("memo.pdf", samples.pdf("Le code du coffre"))
    document = text.document
    document.file = ContentFile(samples.pdf("Rien"), name="memo.pdf")
    document.save()
    assert state_of(document) == outcomes.WAITING
    assert not FilePage.objects.exists()


def test_a_document_that_keeps_its_file_keeps_its_text(send):
    document = send("memo.pdf", samples.pdf("Le mot de passe")).document
    PortalDocument.objects.get(pk=document.pk).save()
    document.title = "Un autre titre"
    document.save(update_fields=["title"])
    assert state_of(document) == outcomes.READ
    assert pages_of_files([document.pk]) == {document.pk: [(1, "Le mot de passe")]}


def test_the_text_of_a_document_goes_with_it(send):
    send("memo.pdf", samples.pdf("Un texte")).document.delete()
    assert not FileText.objects.exists()
    send("memo.pdf", samples.pdf("Un texte"))
    PortalDocument.objects.all().delete()
    assert not FilePage.objects.exists()


def test_a_copy_of_a_file_that_was_read_is_read_at_once(send):
    send("memo.pdf", samples.pdf("Un", "Deux"))
    copy = factories.DocumentFactory(
        file__filename="copie.PDF", file__data=samples.pdf("Un", "Deux")
    )
    renamed = factories.DocumentFactory(
        file__filename="copie.txt", file__data=samples.pdf("Un", "Deux")
    )
    assert state_of(copy) == outcomes.READ
    assert pages_of_files([copy.pk]) == {copy.pk: [(1, "Un"), (2, "Deux")]}
    assert FileText.objects.get(pk=copy.pk).page_count == 2
    assert state_of(renamed) == outcomes.WAITING


def inserted(names, like):
    documents = [
        PortalDocument(title=name, file=like.file.name, sha256=like.sha256, file_size=9)
        for name in names
    ]
    PortalDocument.objects.bulk_create(documents)
    return documents


def test_documents_that_are_inserted_in_bulk_are_asked_for_in_few_queries(
    send, count_queries
):
    like = send("memo.pdf", samples.pdf("Un texte")).document
    few, many = inserted("ab", like), inserted("cdefghijkl", like)
    asked = count_queries(lambda: ask_for_texts(few))
    assert count_queries(lambda: ask_for_texts(many)) == asked
    ids = [document.pk for document in [*few, *many]]
    assert pages_of_files(ids) == {pk: [(1, "Un texte")] for pk in ids}


def test_documents_that_another_process_asked_for_meanwhile_are_asked_for_once(send):
    """It finds them without a text: they are kept before they are asked for."""
    like = send("memo.pdf", samples.pdf("Un texte")).document
    documents = inserted("ab", like)
    list(read_waiting())
    known = FileText.objects.count()
    assert ask_for_texts(documents) == []
    assert FileText.objects.count() == known
    assert pages_of_files([documents[0].pk]) == {documents[0].pk: [(1, "Un texte")]}


def test_documents_that_nobody_asked_for_are_read_with_the_others(heard):
    like = factories.DocumentFactory(file__data=samples.pdf("Un texte"))
    FileText.objects.all().delete()
    forgotten = inserted("ab", like)
    assert len(list(read_waiting())) == 3
    later = inserted("c", like)
    assert list(read_waiting()) == []
    ids = [each.pk for each in (like, *forgotten, *later)]
    assert sorted(pages_of_files(ids)) == sorted(heard) == ids


def test_what_cannot_be_read_again_says_nothing_of_the_former_file(send):
    text = send("memo.pdf", samples.pdf("Le code du coffre"))
    text.document.file = ContentFile(samples.encrypted_pdf(), name="memo.pdf")
    text.document.save()
    list(read_waiting())
    assert state_of(text.document) == outcomes.ENCRYPTED
    assert pages_of_files([text.pk]) == {}
