"""Catalogues are compiled without gettext, and what they lack is said."""

import gettext
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from labase_site.messages import compile_catalogues, faults

HEADER = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""
WRITTEN = """
msgid "theme"
msgstr "thème"

msgid "%(count)s file"
msgid_plural "%(count)s files"
msgstr[0] "%(count)s fichier"
msgstr[1] "%(count)s fichiers"
"""
FAULTS = {
    "nothing": (WRITTEN, []),
    "a message of the code that is not there": (
        "",
        ["missing: '%(count)s file'", "missing: 'theme'"],
    ),
    "a message that the code lost": (
        WRITTEN + 'msgid "old"\nmsgstr "vieux"\n',
        ["no longer asked for: 'old'"],
    ),
    "an entry kept aside": (
        WRITTEN + '#~ msgid "old"\n#~ msgstr "vieux"\n',
        ["obsolete: 'old'"],
    ),
    "a message without its French": (
        WRITTEN.replace("thème", ""),
        ["untranslated: 'theme'"],
    ),
    "a plural without its French": (
        WRITTEN.replace("%(count)s fichiers", ""),
        ["untranslated: '%(count)s file'"],
    ),
    "a guess of gettext": (
        WRITTEN.replace('msgid "theme"', '#, fuzzy\nmsgid "theme"'),
        ["to be confirmed: 'theme'"],
    ),
}


def read(text):
    return read_po(BytesIO((HEADER + text).encode()), locale="fr")


@pytest.mark.parametrize("case", FAULTS)
def test_the_catalogue_is_compared_with_what_the_code_asks_for(case):
    text, expected = FAULTS[case]

    assert faults(read(text), wanted=read(WRITTEN)) == expected


def test_a_placeholder_that_the_translation_changes_is_a_fault():
    source = '#, python-format\nmsgid "Hello %(name)s"\nmsgstr "Bonjour %(nom)s"\n'

    found = faults(read(source), wanted=read(source))

    assert len(found) == 1
    assert "Hello" in found[0]


def test_a_compiled_catalogue_is_read_by_gettext(tmp_path):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(HEADER + WRITTEN, encoding="utf-8")

    compile_catalogues(tmp_path)

    with (folder / "django.mo").open("rb") as compiled:
        french = gettext.GNUTranslations(compiled)
    assert french.gettext("theme") == "thème"
    plurals = [french.ngettext("%(count)s file", "%(count)s files", n) for n in (0, 1, 2)]
    assert plurals == ["%(count)s fichier", "%(count)s fichier", "%(count)s fichiers"]
