"""Small files of each format, made here: what they say is given to them."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def pdf(*pages, extra=b""):
    """Return a PDF whose pages say these texts, one line of each a line."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", FONT]
    kids = []
    for text in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        content = _content(text)
        objects.append(page_of(len(objects) + 2, b"/Font << /F 3 0 R >>"))
        objects.append(stream(content))
    listed = " ".join(kids).encode()
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    return pdf_of(objects, extra)


FONT = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
)


def pdf_of(objects, extra=b""):
    """Return a PDF made of these objects, the first of which is its catalogue."""
    written, places = io.BytesIO(), []
    written.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, start=1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        written.write(b"%010d 00000 n \n" % place)
    trailer = b"<< /Size %d /Root 1 0 R %s >>" % (len(objects) + 1, extra)
    written.write(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))
    return written.getvalue()


def page_of(content, resources):
    """Return a page that shows the object `content`."""
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
        b" /Resources << %s >> >>" % (content, resources)
    )


def stream(content, head=b""):
    """Return an object that holds `content`."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def _content(text):
    shown = b"BT /F 11 Tf 14 TL 50 780 Td\n"
    for line in text.split("\n"):
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown += b"(" + escaped.encode("cp1252") + b") Tj T*\n"
    return shown + b"ET"


def scanned_pdf(pages=1):
    """Return a PDF whose pages show an image and no text."""
    image = (
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * pages, pages),
        page_of(5, b"/XObject << /I 4 0 R >>"),
        stream(b"\x7f", image),
        stream(b"q 500 0 0 700 50 50 cm /I Do Q"),
    ]
    return pdf_of(objects)


def encrypted_pdf():
    """Return a PDF that asks for a password."""
    key = b"<" + b"5a" * 32 + b">"
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -44 >>" % (key, key)
    return pdf("Un texte secret", extra=locked + b" /ID [<00> <00>]")


def archive(parts):
    """Return a ZIP of these parts, by name."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


def _open_document(kind, body):
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": (
                f'<o:document-content xmlns:o="{OFFICE}" xmlns:t="{TEXT}"'
                f' xmlns:b="{TABLE}" xmlns:d="{DRAW}"><o:body>{body}</o:body>'
                "</o:document-content>"
            ),
        }
    )


def odt(*paragraphs):
    """Return an ODT of these paragraphs, which may hold tags of their own."""
    body = "".join(f"\n  <t:p>{each}</t:p>" for each in paragraphs)
    return _open_document("text", f"<o:text>{body}</o:text>")


def ods(**sheets):
    """Return an ODS of these sheets, by name: each is a list of rows."""
    body = ""
    for name, rows in sheets.items():
        cells = "".join(
            "<b:table-row>"
            + "".join(f"<b:table-cell><t:p>{cell}</t:p></b:table-cell>" for cell in row)
            + "</b:table-row>"
            for row in rows
        )
        body += f'<b:table b:name="{name}">{cells}</b:table>'
    return _open_document("spreadsheet", f"<o:spreadsheet>{body}</o:spreadsheet>")


def odp(*slides):
    """Return an ODP of these slides."""
    body = "".join(f"<d:page><t:p>{slide}</t:p></d:page>" for slide in slides)
    return _open_document("presentation", f"<o:presentation>{body}</o:presentation>")


def encrypted_odt():
    """Return an ODT that asks for a password."""
    manifest = (
        f'<m:manifest xmlns:m="{MANIFEST}"><m:file-entry m:full-path="content.xml">'
        "<m:encryption-data/></m:file-entry></m:manifest>"
    )
    return archive({"META-INF/manifest.xml": manifest, "content.xml": b"\x8f\x01\x99"})


def locked_office():
    """Return what office suites write when a password is asked for: no ZIP."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(500)


def docx(*paragraphs, **parts):
    """Return a DOCX of these paragraphs, whose runs may hold tags; `footnotes` and others."""
    main = {"document": paragraphs, **{name: [text] for name, text in parts.items()}}
    return archive(
        {
            f"word/{name}.xml": f'<w:document xmlns:w="{WORD}"><w:body>'
            + "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in texts)
            + "</w:body></w:document>"
            for name, texts in main.items()
        }
    )


def _relations(**targets):
    return (
        f'<Relationships xmlns="{PACKAGE}">'
        + "".join(
            f'<Relationship Id="{key}" Type="{LINKS}/{kind}" Target="{target}"/>'
            for key, (kind, target) in targets.items()
        )
        + "</Relationships>"
    )


def pptx(*slides, notes=()):
    """Return a PPTX of these slides, stored backwards, the first ones with `notes`."""
    parts, shown, links = {}, "", {}
    for number, text in enumerate(slides, start=1):
        stored = len(slides) + 1 - number
        shown += f'<p:sldId id="{255 + number}" r:id="r{number}"/>'
        links[f"r{number}"] = ("slide", f"slides/slide{stored}.xml")
        parts[f"ppt/slides/slide{stored}.xml"] = _drawn("sld", text)
        if number <= len(notes):
            parts[f"ppt/slides/_rels/slide{stored}.xml.rels"] = _relations(
                n=("notesSlide", f"../notesSlides/notesSlide{stored}.xml")
            )
            parts[f"ppt/notesSlides/notesSlide{stored}.xml"] = _drawn(
                "notes", notes[number - 1]
            )
    parts["ppt/presentation.xml"] = (
        f'<p:presentation xmlns:p="{SLIDES}" xmlns:r="{LINKS}"><p:sldIdLst>{shown}'
        "</p:sldIdLst></p:presentation>"
    )
    parts["ppt/_rels/presentation.xml.rels"] = _relations(**links)
    return archive(parts)


def _drawn(name, text):
    return (
        f'<p:{name} xmlns:p="{SLIDES}" xmlns:a="{DRAWING}"><a:p><a:r><a:t>{text}</a:t></a:r>'
        f'<a:fld type="slidenum"><a:t>99</a:t></a:fld></a:p></p:{name}>'
    )


def xlsx(**sheets):
    """Return an XLSX of these sheets: each is a list of words, shared by all."""
    words = sorted({word for cells in sheets.values() for word in cells})
    parts = {
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEETS}">'
        + "".join(f"<si><t>{word}</t></si>" for word in words)
        + "</sst>"
    }
    named, links = "", {}
    for number, (name, cells) in enumerate(sheets.items(), start=1):
        named += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        links[f"r{number}"] = ("worksheet", f"worksheets/sheet{number}.xml")
        row = "".join(f'<c t="s"><v>{words.index(cell)}</v></c>' for cell in cells)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{SHEETS}"><sheetData><row>{row}<c><v>12</v></c>'
            '<c t="inlineStr"><is><t>sur place</t></is></c></row></sheetData></worksheet>'
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{SHEETS}" xmlns:r="{LINKS}"><sheets>{named}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = _relations(**links)
    return archive(parts)
