"""Files that come in: what they really are, their fingerprint."""

import hashlib
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The first bytes of the formats that have some. A ZIP is what ODT, DOCX and their like are.
ZIP = (b"PK\x03\x04",)
OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
SIGNATURES = {
    "pdf": (b"%PDF-",),
    "rtf": (b"{\\rtf",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
    "ogg": (b"OggS",),
    "webm": (b"\x1aE\xdf\xa3",),
    **dict.fromkeys(("odt", "ods", "odp", "odg", "docx", "xlsx", "pptx"), ZIP),
    **dict.fromkeys(("epub", "zip"), ZIP),
    **dict.fromkeys(("doc", "xls", "ppt"), OLE),
}


def check_content(file):
    """Refuse a file that is empty, or is not what its name says."""
    if not file.size:
        raise ValidationError(_("This file is empty: it may not have been sent whole."))
    extension = PurePath(file.name).suffix.lower().lstrip(".")
    signatures = SIGNATURES.get(extension)
    if signatures and not _starts_with(file, signatures):
        raise ValidationError(
            _(
                "This file is called “.%(extension)s” but it is not one, or it is broken:"
                " open it on your computer, save it again, and send it."
            )
            % {"extension": extension}
        )


def record_identity(instance):
    """Set the hash of a new file's content, and the name it came with."""
    file = instance.file
    if not file or file._committed:
        return
    instance.original_name = PurePath(file.name).name[:255]
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    instance.sha256 = digest.hexdigest()


def _starts_with(file, signatures):
    file.seek(0)
    start = file.read(max(map(len, signatures)))
    file.seek(0)
    return start.startswith(signatures)
