"""The archive of a person: all that the portal holds about them, in one ZIP that a browser reads.

It is written to a file row by row: what a person has is never held in memory.
"""

import json
import tempfile
from datetime import datetime
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_valid_filename
from django.utils.translation import gettext, override

from accounts.archive_words import WORDS
from accounts.counting import is_once_too_often
from accounts.personal_data import kinds

ARCHIVES_A_DAY = 5
DAY = 24 * 60 * 60
# The readable index says of the rest that it is in the file beside.
ROWS_IN_INDEX = 200


def may_ask(person):
    """Say whether `person` may ask for one more archive today, and count it."""
    key = f"archives-{person.pk}-{timezone.localdate():%Y%m%d}"
    return not is_once_too_often(key, most=ARCHIVES_A_DAY, seconds=DAY)


def written_archive(person):
    """Return the archive of `person`, an open file that goes when it is closed."""
    archive = tempfile.TemporaryFile(suffix=".zip")  # noqa: SIM115 - its sender closes it
    # What is put aside for good is read in French, as the portal speaks.
    with override("fr"), ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        told = [_write_kind(zipped, kind, person) for kind in kinds.values()]
        context = {"person": person, "kinds": told, "written_at": timezone.now()}
        index = render_to_string("account/archive_index.html", context)
        zipped.writestr(ZipInfo("index.html", _today()), index, ZIP_DEFLATED)
    archive.seek(0)
    return archive


def _write_kind(zipped, kind, person):
    """Write one kind of thing; return what the index says of it."""
    shown, count = [], 0
    name = f"donnees/{kind.name}.json"
    with zipped.open(ZipInfo(name, _today()), "w") as written:
        written.write(b"[")
        for row in kind.rows(person):
            text = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            written.write(f"{',' if count else ''}\n{text}".encode())
            count += 1
            if count <= ROWS_IN_INDEX:
                shown.append(_words(row))
        written.write(b"\n]\n")
    files = list(_written_files(zipped, kind, person))
    return {
        "title": kind.title,
        "file": name,
        "rows": shown,
        "count": count,
        "left": count - len(shown),
        "files": files,
    }


def _written_files(zipped, kind, person):
    for number, (name, stored) in enumerate(kind.files(person) if kind.files else (), 1):
        path = f"fichiers/{kind.name}/{number}-{get_valid_filename(name)}"
        try:
            source = stored.storage.open(stored.name)
        except OSError:
            # Lost by the storage: the archive says so rather than stop.
            yield {"path": "", "name": gettext("%(name)s (lost)") % {"name": name}}
            continue
        # Photos and documents are compressed already.
        info = ZipInfo(path, _today())
        info.compress_type = ZIP_STORED
        with source, zipped.open(info, "w", force_zip64=True) as written:
            copyfileobj(source, written)
        yield {"path": path, "name": name}


def _words(row):
    """Return `[(name, value), …]` of a row, without what it leaves empty."""
    return [
        (WORDS.get(name, name), _word(value))
        for name, value in row.items()
        if value not in (None, "", [])
    ]


def _word(value):
    if value is True:
        return gettext("yes")
    if value is False:
        return gettext("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    return ", ".join(map(str, value)) if isinstance(value, list) else value


def _today():
    """Return the date of what is in the archive: the same all day long."""
    return (*timezone.localdate().timetuple()[:3], 0, 0, 0)
