"""Files that nobody of the trade sends: each with what may become of it."""

import io
import random
from zipfile import ZIP_DEFLATED, ZipFile

from bases.texts import outcomes
from tests.bases.texts import samples

FORMATS = ("pdf", "odt", "ods", "odp", "docx", "pptx", "xlsx", "txt", "md", "csv")
PACKED = ("odt", "ods", "docx", "pptx", "xlsx")
MAIN_PART = {
    "odt": "content.xml",
    "ods": "content.xml",
    "docx": "word/document.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
}
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><l>&m;</l>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def bomb(name, megabytes):
    """Return a ZIP whose part unfolds into so much white space."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file, file.open(name, "w") as part:
        for _megabyte in range(megabytes):
            part.write(b" " * 1024 * 1024)
    return packed.getvalue()


def endless_pdf():
    """Return a PDF whose pages are their own parents and children."""
    return samples.pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 /Parent 2 0 R >>",
        ]
    )


def many_paged_pdf(count=100_000):
    """Return a PDF that shows one page many times over."""
    kids = b"3 0 R " * count
    return samples.pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


def files():
    """Return `{name: (content, outcomes)}`: each file, and what may be said of it."""
    broken, too_large = {outcomes.BROKEN}, {outcomes.TOO_LARGE}
    known = {
        "vide.pdf": (b"", broken),
        "tronque.pdf": (samples.pdf("Un texte")[:200], broken),
        "chiffre.pdf": (samples.encrypted_pdf(), {outcomes.ENCRYPTED}),
        "images.pdf": (samples.scanned_pdf(3), {outcomes.SCANNED}),
        "blanc.pdf": (samples.pdf("", ""), {outcomes.EMPTY}),
        "sans-fin.pdf": (endless_pdf(), {*broken, *too_large}),
        "mille-pages.pdf": (many_paged_pdf(), too_large),
        "zip.pdf": (samples.odt("Un texte"), broken),
        "pdf.docx": (samples.pdf("Un texte"), broken),
        "odt.docx": (samples.odt("Un texte"), broken),
        "chiffre.odt": (samples.encrypted_odt(), {outcomes.ENCRYPTED}),
        "chiffre.docx": (samples.locked_office(), {outcomes.ENCRYPTED}),
        "vide.docx": (samples.archive({}), broken),
        "multitude.odt": (
            samples.archive(dict.fromkeys(map(str, range(11_000)), "")),
            too_large,
        ),
        "emboite.ods": (samples.archive({"content.xml": bomb("a", 8)}), broken),
        "nuls.txt": (b"du texte\0" * 50, broken),
        "long.txt": (b"Un mot. " * 400_000, too_large),
    }
    for extension, part in MAIN_PART.items():
        known[f"bombe.{extension}"] = (bomb(part, 8), too_large)
        known[f"rires.{extension}"] = (samples.archive({part: LAUGHS}), broken)
        known[f"dehors.{extension}"] = (samples.archive({part: OUTSIDE}), broken)
        deep = "<a>" * 200_000
        known[f"profond.{extension}"] = (samples.archive({part: deep}), broken)
    return known


def sound():
    """Return `{extension: content}`: a sound file of each format."""
    return {
        "pdf": samples.pdf("Une page", "Une autre page"),
        "odt": samples.odt("Un texte"),
        "ods": samples.ods(Feuille=[["Une", "cellule"]]),
        "odp": samples.odp("Une diapositive"),
        "docx": samples.docx("Un texte"),
        "pptx": samples.pptx("Une diapositive", notes=["Une note"]),
        "xlsx": samples.xlsx(Feuille=["Une", "cellule"]),
        "txt": "Un texte accentué".encode(),
        "md": b"# Un titre",
        "csv": b"nom;lieu",
    }


def drawn_at_random(count, seed):
    """Return `{name: content}`: noise, and sound files that were cut, stained, or renamed."""
    rng = random.Random(seed)
    wholes = sound()
    drawn = {}
    for number in range(count):
        extension = rng.choice(FORMATS)
        content = bytearray(
            wholes[rng.choice(FORMATS)] if number % 7 == 0 else wholes[extension]
        )
        way = rng.choice(["noise", "cut", "stain", "swell", "renamed"])
        if way == "noise":
            content = bytearray(rng.randbytes(rng.randrange(1, 20_000)))
        elif way == "cut":
            del content[rng.randrange(len(content)) :]
        elif way == "stain":
            for _stain in range(rng.randrange(1, 40)):
                content[rng.randrange(len(content))] = rng.randrange(256)
        elif way == "swell":
            place = rng.randrange(len(content))
            content[place:place] = rng.randbytes(3000)
        drawn[f"{number:03}-{way}.{extension}"] = bytes(content)
    return drawn
