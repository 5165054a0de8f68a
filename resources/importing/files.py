"""The files that rows name, beside the file of rows: documents of the base."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from wagtail.documents.fields import WagtailDocumentField

from bases.models import PortalDocument
from bases.uploads import check_content


class Unusable(Exception):
    """A file that cannot be taken; its text tells why."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that stands beside the rows and may come in."""

    path: Path
    sha256: str

    @property
    def key(self):
        """What makes it the same document as another of its base."""
        return self.sha256, self.path.name


def file_at(folder, name):
    """Return the file of this name in `folder`, never outside of it; raise Unusable if none is."""
    folder = folder.resolve()
    try:
        path = (folder / name).resolve(strict=True)
        if not (path.is_relative_to(folder) and path.is_file()):
            raise Unusable(f"there is no file “{name}” beside the rows")
        with path.open("rb") as content:
            _check(File(content, name=path.name))
            content.seek(0)
            return GivenFile(path, hashlib.file_digest(content, "sha256").hexdigest())
    # A name too long or with a zero, a link that leads to itself.
    except (OSError, ValueError, RuntimeError) as missing:
        raise Unusable(f"there is no file “{name}” beside the rows") from missing
    except ValidationError as refused:
        raise Unusable(f"“{name}”: {' '.join(refused.messages)}") from refused


def documents_for(base, files):
    """Return the documents of `base` that hold `files`, by key; add those that are missing."""
    files = {file.key: file for file in files}
    hashes = [sha256 for sha256, _name in files]
    there = PortalDocument.objects.filter(base=base, sha256__in=hashes).order_by("-pk")
    documents = {(each.sha256, each.original_name): each for each in there}
    for key, file in files.items():
        if key not in documents:
            documents[key] = _added(base, file)
    return documents


def _check(file):
    """Refuse a file that our screens would not take."""
    WagtailDocumentField().clean(file)
    check_content(file)
    PortalDocument(file=file).clean()


def _added(base, file):
    with file.path.open("rb") as content:
        document = PortalDocument(
            title=file.path.stem[:255], base=base, file=File(content, name=file.path.name)
        )
        document._set_document_file_metadata()
        document.save()
    return document
