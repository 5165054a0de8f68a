"""Files of fiches for tests."""

import json
from io import StringIO

from django.core.management import call_command


def row(identifier="a1", **said):
    """Return a row that has all that a published fiche needs, or what is said instead."""
    return {
        "id": identifier,
        "title": "Créer une adresse électronique",
        "summary": "Choisir, ouvrir, retenir.",
        "body": "<p>On commence par choisir.</p>",
        "themes": ["Courriel"],
        **said,
    }


def write_rows(path, *rows):
    """Write a file of rows; those that are texts stand there as they are."""
    lines = (each if isinstance(each, str) else json.dumps(each) for each in rows)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def take(path, **options):
    """Import a file; return what the command tells."""
    told = StringIO()
    call_command(
        "import_fiches", path, stderr=told, **{"base": "mediatheques", **options}
    )
    return told.getvalue()
