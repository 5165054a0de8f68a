"""What is read in a sound file of each format, and how it is tidied."""

import pytest

from bases.texts import outcomes
from bases.texts.tidying import tidied
from tests.bases.texts import samples

NOTE = (
    "<t:note><t:note-citation>1</t:note-citation>"
    "<t:note-body><t:p>En bas</t:p></t:note-body></t:note>"
)
DELETED = "<t:tracked-changes><t:p>Effacé</t:p></t:tracked-changes>"
TWICE = (
    '</w:t></w:r><c:AlternateContent xmlns:c="http://schemas.openxmlformats.org/'
    'markup-compatibility/2006"><c:Choice><w:r><w:t>Une fois</w:t></w:r></c:Choice>'
    "<c:Fallback><w:r><w:t>Une fois</w:t></w:r></c:Fallback></c:AlternateContent>"
    "<w:r><w:t>"
)
FILES = {
    "deux-pages.pdf": (
        samples.pdf("L’accès aux droits", "La média-\nthèque\nest (très) ouverte"),
        {1: "L’accès aux droits", 2: "La médiathèque\nest (très) ouverte"},
    ),
    "une-image-puis-un-texte.pdf": (samples.pdf("", "Un texte"), {1: "", 2: "Un texte"}),
    "texte.odt": (
        samples.odt("Un <t:span>mot</t:span><t:s/>puis", "deux<t:line-break/>trois"),
        {1: "Un mot puis\ndeux\ntrois"},
    ),
    "note.odt": (samples.odt(f"Un mot{NOTE} suivi"), {1: "Un mot 1 En bas\nsuivi"}),
    "corrige.odt": (samples.odt(f"Gardé{DELETED}"), {1: "Gardé"}),
    "feuilles.ods": (
        samples.ods(Budget=[["Poste", "Euros"], ["Tablettes", "300"]], Vide=[]),
        {1: "Budget\nPoste\nEuros\nTablettes\n300", 2: "Vide"},
    ),
    "diapositives.odp": (samples.odp("Bonjour", "Merci"), {1: "Bonjour", 2: "Merci"}),
    "texte.docx": (
        samples.docx(
            "Ouvrir</w:t><w:tab/><w:t>la boîte", "Répondre", footnotes="Au pied"
        ),
        {1: "Ouvrir la boîte\nRépondre\nAu pied"},
    ),
    "deux-fois.docx": (samples.docx(TWICE), {1: "Une fois"}),
    "diapositives.pptx": (
        samples.pptx("Bonjour", "Merci", notes=["Sourire"]),
        {1: "Bonjour\nSourire", 2: "Merci"},
    ),
    "classeur.xlsx": (
        samples.xlsx(Prêts=["tablette", "clé"], Retours=["clé"]),
        {1: "tablette clé sur place", 2: "clé sur place"},
    ),
    "utf8.txt": ("Prénom ; déjà\r\n\r\nvu".encode(), {1: "Prénom ; déjà\nvu"}),
    "windows.csv": ("prénom;été".encode("cp1252"), {1: "prénom;été"}),
    "bloc-notes.txt": ("Été".encode("utf-16"), {1: "Été"}),
    "marque.md": ("# Été".encode("utf-8-sig"), {1: "# Été"}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_sound_file_is_read_page_by_page(name, read):
    content, pages = FILES[name]
    reading = read(name, content)
    assert (reading.outcome, reading.detail) == (outcomes.READ, "")
    assert reading.pages == pages


TIDIED = {
    "numé-\nrique": "numérique",
    "numé\u2010\r\n  rique": "numérique",
    "numé\x02\nrique": "numérique",
    "numé\ufffe\r\nrique": "numérique",
    "numé\u00adrique": "numérique",
    "rendez-\nvous": "rendez-vous",
    "peut-\nêtre": "peut-être",
    "Saint-\nDenis": "Saint-Denis",
    "2024-\nrique": "2024-\nrique",
    "- un\n- deux": "- un\n- deux",
    "un  mot \t et\r\n\r\n\r\n  un autre  ": "un mot et\nun autre",
    "« Oui\u00a0»\u202f!": "« Oui\u00a0»\u202f!",
    "af\ufb01cher": "afficher",
    "e\u0301te\u0301": "été",
    "nul\x00 et \ud800 moitié": "nul et moitié",
    "🙂 \u202eمرحبا": "🙂 \u202eمرحبا",
    "": "",
}


def test_a_text_is_kept_as_it_reads():
    assert {text: tidied(text) for text in TIDIED} == TIDIED


def test_what_is_no_text_is_tidied_as_fast():
    for text in (
        "a" * 2_000_000,
        "ab-" * 700_000,
        "\u00a0 " * 1_000_000,
        "\n \n" * 700_000,
    ):
        assert len(tidied(text)) <= len(text)
