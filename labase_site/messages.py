"""The catalogues of messages: compiled without gettext, and compared with the code.

`python -m labase_site.messages` compiles them; with `--check` (which needs gettext), says what
the French one lacks.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bases.typography import typeset

PROJECT = Path(__file__).resolve().parents[1]
LOCALE = Path("labase_site", "locale")
FRENCH = LOCALE / "fr" / "LC_MESSAGES" / "django.po"
EXTRACT = "makemessages --locale fr --no-location --no-obsolete --verbosity 0".split()
NOT_SOURCES = shutil.ignore_patterns(".*", "var", "__pycache__", "*.mo", "static")


def compile_catalogues(folder):
    """Write the compiled form of every catalogue under `folder`, beside it.

    French keeps its signs with their words, whatever space the translation has before them.
    """
    for path in folder.glob("*/LC_MESSAGES/*.po"):
        written = catalogue(path)
        if str(written.locale) == "fr":
            for message in written:
                message.string = _typeset(message.string)
        with path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, written)


def catalogue(path):
    """Return the catalogue written at `path`; one that cannot be read is an error."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parents[1].name, abort_invalid=True)


def faults(written, wanted):
    """Return one sentence for each message of `written` that is not as the code wants it.

    `wanted` is the catalogue extracted from the code.
    """
    known = {_key(message) for message in written if message.id}
    asked = {_key(message) for message in wanted if message.id}
    return [
        *(f"missing: {key}" for key in sorted(asked - known)),
        *(f"no longer asked for: {key}" for key in sorted(known - asked)),
        *(f"obsolete: {key}" for key in sorted(map(_key, written.obsolete.values()))),
        *(f"untranslated: {_key(message)}" for message in written if _is_empty(message)),
        *(
            f"to be confirmed: {_key(message)}"
            for message in written
            if _is_unsure(message)
        ),
        *(
            f"{error}: {_key(message)}"
            for message in written
            if message.id and not _is_empty(message)
            for error in message.check(written)
        ),
    ]


def extracted():
    """Return the French catalogue that the code asks for, extracted in a copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "project")
        shutil.copytree(PROJECT, copy, ignore=NOT_SOURCES)
        (copy / FRENCH).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "manage.py", *EXTRACT], cwd=copy, check=True)
        return catalogue(copy / FRENCH)


def main(*options):
    """Compile, or only check; return what a shell takes for success or failure."""
    if "--check" not in options:
        compile_catalogues(PROJECT / LOCALE)
        return 0
    if shutil.which("xgettext") is None:
        print("gettext is not installed (Debian: apt install gettext)", file=sys.stderr)
        return 1
    found = faults(catalogue(PROJECT / FRENCH), extracted())
    print("\n".join([*found, f"{FRENCH}: {len(found)} fault(s)"]), file=sys.stderr)
    return 1 if found else 0


def _typeset(string):
    if isinstance(string, str):
        return typeset(string)
    return tuple(map(typeset, string))


def _key(message):
    singular = message.id[0] if message.pluralizable else message.id
    return f"{message.context}: {singular!r}" if message.context else repr(singular)


def _is_empty(message):
    strings = message.string if message.pluralizable else [message.string]
    return bool(message.id) and not all(strings)


def _is_unsure(message):
    return bool(message.id) and message.fuzzy


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
