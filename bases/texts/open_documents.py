"""What ODT, ODS, ODP and ODG hold: texts in one flow, a page a sheet, a page a slide."""

from bases.texts.archives import Archive
from bases.texts.outcomes import EncryptedError
from bases.texts.pages import Pages

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"


def _tags(prefix, *names):
    return {f"{{{NAMESPACE}{prefix}:1.0}}{name}" for name in names}


PARAGRAPHS = _tags("text", "p", "h")
# What is told of a drawing to those who do not see it.
SPOKEN = {f"{{{NAMESPACE}svg-compatible:1.0}}{name}" for name in ("title", "desc")}
SPACES = _tags("text", "s", "tab", "note", "note-body") | _tags("table", "table-cell")
LINE_BREAKS = _tags("text", "line-break")
# What was deleted and what is said in the margin is not in the text.
LEFT_OUT = _tags("text", "tracked-changes") | _tags("office", "annotation")
SHEETS, SLIDES = _tags("table", "table"), _tags("drawing", "page")
SPREADSHEET = _tags("office", "spreadsheet")
SHEET_NAME = f"{{{NAMESPACE}table:1.0}}name"
ENCRYPTION = f"{{{NAMESPACE}manifest:1.0}}encryption-data"


class OpenDocumentTarget:
    """Told of the tags and texts of `content.xml`, writes its pages."""

    def __init__(self):
        self.pages = Pages()
        self._paragraphs = self._left_out = 0
        self._in_spreadsheet = False

    def start(self, tag, attributes):
        """Take an opening tag."""
        if tag in LEFT_OUT:
            self._left_out += 1
        elif tag in PARAGRAPHS or tag in SPOKEN:
            self._paragraphs += 1
        elif tag in SPREADSHEET:
            self._in_spreadsheet = True
        elif tag in SLIDES:
            self.pages.begin()
        elif tag in SHEETS and self._in_spreadsheet:
            self.pages.begin()
            self.pages.write(f"{attributes.get(SHEET_NAME, '')}\n")
        elif self._paragraphs and tag in LINE_BREAKS:
            self.pages.write("\n")
        elif self._paragraphs and tag in SPACES:
            self.pages.write(" ")

    def end(self, tag):
        """Take a closing tag."""
        if tag in LEFT_OUT:
            self._left_out -= 1
        elif tag in PARAGRAPHS or tag in SPOKEN:
            self._paragraphs -= 1
            self.pages.end_line()

    def data(self, text):
        """Take a text: what stands outside of paragraphs sets the XML out."""
        if self._paragraphs and not self._left_out:
            self.pages.write(text)


class EncryptionTarget:
    """Told of the tags of a manifest, knows whether something in there is encrypted."""

    found = False

    def start(self, tag, attributes):
        """Take an opening tag."""
        self.found = self.found or tag == ENCRYPTION


def open_document_pages(path):
    """Yield the text of each page of an OpenDocument file."""
    archive = Archive(path)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and archive.parse(manifest, EncryptionTarget()).found:
        raise EncryptedError
    target = OpenDocumentTarget()
    for _chunk in archive.parsed("content.xml", target):
        yield from target.pages.taken()
    yield from target.pages.rest()
