"""Files of fiches for tests."""

import json
from contextlib import contextmanager
from functools import partial
from io import StringIO

from django.core.management import call_command

from tests.processes import own_database, run


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


@contextmanager
def portal_of_fiches(folder, titles):
    """Yield the variables of a portal of its own, and what runs commands there.

    A base of it holds a fiche of each of these titles.
    """
    themes = ["Maîtrise des outils numériques"]
    rows = [row(str(pk), title=title, themes=themes) for pk, title in enumerate(titles)]
    path = str(write_rows(folder / "fiches.jsonl", *rows))
    with own_database(folder) as environment:
        manage = partial(run, environment=environment)
        manage("migrate", "-v", "0")
        manage("load_vocabularies")
        manage("import_fiches", path, "--base", "ateliers", "--make-base")
        yield environment, manage
