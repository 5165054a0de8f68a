"""Files that are read as soon as they come in."""

import pytest

from bases.models import FileText
from bases.texts.found import text_read
from bases.texts.process import read_apart
from tests import factories


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a file apart, and gives what was read."""

    def reading(name, content):
        path = tmp_path / "file"
        path.write_bytes(content)
        return read_apart(path, name.rpartition(".")[2])

    return reading


@pytest.fixture
def at_once(settings, tmp_path):
    """Settings under which files are read before the answer."""
    settings.READ_FILES = "at_once"
    settings.VAR_DIR = tmp_path
    return settings


@pytest.fixture
def send(at_once, django_capture_on_commit_callbacks):
    """Return a function that sends a file, which is read; gives what is known of its text."""

    def sent(name, content, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            document = factories.DocumentFactory(
                file__filename=name, file__data=content, **fields
            )
        return FileText.objects.get(pk=document.pk)

    return sent


@pytest.fixture
def heard():
    """The documents whose text was said to be read."""
    documents = []

    def hear(sender, document, **kwargs):
        documents.append(document.pk)

    text_read.connect(hear)
    yield documents
    text_read.disconnect(hear)
