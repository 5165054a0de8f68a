"""Reads a file of people: CSV as spreadsheets write it, with French or English headers."""

import csv
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

MAX_BYTES = 1024 * 1024
MAX_ROWS = 5_000
# What each column may be called, once accents and capitals are put aside.
HEADERS = {
    "first_name": "prenom prenoms first-name firstname",
    "last_name": "nom nom-de-famille last-name lastname",
    "email": "courriel email e-mail mail adresse adresse-de-courriel adresse-electronique",
    "actor_type": "type type-d-acteur type-dacteur metier actor-type",
    "territory": "territoire departement region territory",
    "base": "base",
    "role": "role",
}
NEEDED = ("first_name", "last_name", "email")
COLUMN_BY_HEADER = {
    header: column for column, headers in HEADERS.items() for header in headers.split()
}


def text_of(content):
    """Return the text of a file, in UTF-8 or as older spreadsheets write it."""
    if len(content) > MAX_BYTES:
        raise ValidationError(_("This file is too heavy: send one of 1 MB at most."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What has no meaning there is shown as such, in its row.
        return content.decode("cp1252", errors="replace")


def rows_of(text):
    """Return `[(line number, {column: text}), …]`; refuse a file that lacks what is needed."""
    text = text.replace("\0", "").lstrip("\ufeff")
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        columns = [COLUMN_BY_HEADER.get(slugify(each)) for each in next(reader, [])]
        _check(columns)
        rows = [
            (reader.line_num, _row(columns, cells))
            for cells in reader
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error as broken:
        raise ValidationError(
            _("Line %(line)s cannot be read: save the file again, as CSV.")
            % {"line": reader.line_num}
        ) from broken
    if len(rows) > MAX_ROWS:
        raise ValidationError(_("This file has more than 5,000 rows: cut it in parts."))
    return rows


def _check(columns):
    missing = [HEADERS[name].split()[0] for name in NEEDED if name not in columns]
    if missing:
        raise ValidationError(
            _("The first line must name these columns: %(names)s.")
            % {"names": ", ".join(missing)}
        )


def _row(columns, cells):
    row = dict.fromkeys(HEADERS, "")
    for column, cell in zip(columns, cells, strict=False):
        if column:
            row[column] = " ".join(cell.split())
    return row
