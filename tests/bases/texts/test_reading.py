"""What waits is read, once, whatever becomes of those who read."""

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from bases.models import FileText
from bases.storages.local import LocalStorage
from bases.texts import outcomes
from bases.texts.found import pages_of_files, text_read
from bases.texts.lock import ReadingLock
from bases.texts.reading import read_waiting, taken_for
from bases.texts.starting import start_reading
from bases.texts.waiting import ask_for_all_again
from tests import factories
from tests.bases.texts import samples

pytestmark = pytest.mark.django_db


class WatchedStorage(LocalStorage):
    """Files whose opening is told to `told`, and which may not be opened."""

    def told(self, name):
        """Take the name of a file that is about to be opened."""

    def _open(self, name, mode="rb"):
        if mode == "rb":
            type(self).told(name)
        return super()._open(name, mode)


@pytest.fixture
def opened(settings, monkeypatch):
    """Return a function that says what happens when a file is opened."""
    backend = {"BACKEND": f"{__name__}.WatchedStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": backend}
    return lambda told: monkeypatch.setattr(WatchedStorage, "told", staticmethod(told))


def waiting(text="Un texte", **fields):
    return factories.DocumentFactory(file__data=samples.pdf(text), **fields)


def states():
    return dict(FileText.objects.values_list("document__title", "state"))


def test_a_file_that_is_sent_is_read_and_the_layers_above_are_told(send, heard):
    text = send("memo.pdf", samples.pdf("Le premier", "Le second"))
    assert (text.state, text.page_count, text.taken_at) == (outcomes.READ, 2, None)
    assert text.read_at
    assert heard == [text.pk]


def test_a_file_that_is_sent_waits_where_the_portal_never_reads(send, at_once):
    at_once.READ_FILES = "never"
    assert send("memo.pdf", samples.pdf("Un texte")).state == outcomes.WAITING


def test_one_file_never_stops_the_others(opened, caplog):
    for title in ("absent", "illisible", "sain"):
        waiting(title=title)
    names = dict(FileText.objects.values_list("document__title", "document__file"))
    default_storage.delete(names["absent"])

    def fail(name):
        if name == names["illisible"]:
            raise OSError("The bucket does not answer")

    opened(fail)
    assert len(list(read_waiting())) == 3
    assert states() == {"absent": "missing", "illisible": "waiting", "sain": "read"}
    assert "does not answer" in caplog.text
    # It is not tried again and again: others may be waiting for the storage.
    assert list(read_waiting()) == []


def test_a_receiver_that_fails_leaves_its_file_to_be_read_again(caplog):
    document = waiting()

    def fail(**kwargs):
        raise ValueError("no index")

    text_read.connect(fail)
    try:
        list(read_waiting())
    finally:
        text_read.disconnect(fail)
    assert states() == {document.title: "waiting"}
    assert pages_of_files([document.pk]) == {}
    assert FileText.objects.get().attempts == 0


def test_two_readings_at_once_do_not_read_the_same_file(opened):
    for title in "abc":
        waiting(title=title)
    read, meanwhile = [], []

    def read_elsewhere(name):
        if not meanwhile:
            meanwhile.append(None)
            meanwhile.extend(text.document.title for text in read_waiting())

    opened(read_elsewhere)
    read = [text.document.title for text in read_waiting()]
    assert (read, meanwhile[1:]) == (["a"], ["b", "c"])
    assert set(states().values()) == {"read"}


def test_a_file_whose_reader_died_is_taken_over_but_not_for_ever():
    document = waiting()
    text = FileText.objects.filter(pk=document.pk)
    text.update(taken_at=document.created_at, attempts=1)
    assert list(read_waiting()) == []
    text.update(taken_at=document.created_at - taken_for() - timedelta(seconds=1))
    assert [each.state for each in read_waiting()] == [outcomes.READ]
    text.update(state=outcomes.WAITING, attempts=3)
    assert [each.state for each in read_waiting()] == [outcomes.BROKEN]


def test_what_was_read_of_a_file_that_was_replaced_meanwhile_is_dropped(opened, heard):
    document = waiting("Le code du coffre")

    def replace(name):
        if not heard and document.file.name == name:
            document.file = ContentFile(samples.pdf("Rien"), name="autre.pdf")
            document.save()

    opened(replace)
    list(read_waiting())
    assert pages_of_files([document.pk]) == {document.pk: [(1, "Rien")]}
    assert heard == [document.pk]


def test_a_document_that_is_deleted_meanwhile_is_let_go(opened):
    document = waiting()
    opened(lambda name: document.delete())
    list(read_waiting())
    assert not FileText.objects.exists()


def test_a_reader_that_does_not_start_says_nothing_of_the_file(
    settings, tmp_path, caplog
):
    document = waiting()
    settings.BASE_DIR = tmp_path
    list(read_waiting())
    assert states() == {document.title: "waiting"}
    assert "ReaderFailedError" in caplog.text


@pytest.fixture
def command(settings, tmp_path):
    """Return a function that runs the command, and gives what it told."""
    settings.VAR_DIR = tmp_path

    def run(*options):
        out, err = io.StringIO(), io.StringIO()
        call_command("read_files", *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


def test_the_command_reads_what_waits_and_may_be_run_again(command):
    waiting(title="sain")
    locked = factories.DocumentFactory(file__data=samples.encrypted_pdf())
    told, summary = command()
    assert f"{locked.pk}\tencrypted" in told
    assert summary == "2 file(s) read: 1 encrypted, 1 read\n"
    assert command() == ("", "0 file(s) read: none waited\n")
    assert command("--all")[1] == "2 file(s) read: 1 encrypted, 1 read\n"


def test_reading_again_keeps_what_is_known_until_then():
    document = waiting()
    list(read_waiting())
    ask_for_all_again()
    assert pages_of_files([document.pk]) == {document.pk: [(1, "Un texte")]}


def test_one_reading_at_a_time_on_a_machine(command, settings):
    waiting(title="sain")
    held = ReadingLock.taken()
    settings.READ_FILES = "detached"
    start_reading()
    assert "takes what waits" in command()[1]
    held.close()
    assert states() == {"sain": "waiting"}


def test_what_comes_in_at_the_last_moment_is_read_too(command):
    waiting(title="d’abord")

    def send_another(**kwargs):
        text_read.disconnect(send_another)
        waiting(title="ensuite")

    text_read.connect(send_another)
    command()
    assert states() == {"d’abord": "read", "ensuite": "read"}
