"""What XLSX holds: the words of each sheet. Figures are left to those who open the file."""

from bases.texts.archives import Archive
from bases.texts.office_documents import parts_in_order
from bases.texts.pages import Pages

SHARED = "xl/sharedStrings.xml"


class SharedStringsTarget:
    """Told of the tags and texts of the strings that sheets share, keeps them in order."""

    def __init__(self):
        self.strings = []
        self._in_text = False

    def start(self, tag, attributes):
        """Take an opening tag."""
        if tag.endswith("}si"):
            self.strings.append("")
        self._in_text = tag.endswith("}t")

    def end(self, tag):
        """Take a closing tag."""
        self._in_text = False

    def data(self, text):
        """Take a text."""
        if self._in_text and self.strings:
            self.strings[-1] += text


class SheetTarget:
    """Told of the tags and texts of a sheet, writes the words of its cells."""

    def __init__(self, pages, strings):
        self.pages = pages
        self._strings = strings
        self._kind = self._inside = ""

    def start(self, tag, attributes):
        """Take an opening tag."""
        self._inside = tag.rpartition("}")[2]
        if self._inside == "c":
            self._kind = attributes.get("t", "")

    def end(self, tag):
        """Take a closing tag."""
        self._inside = ""
        if tag.endswith("}row"):
            self.pages.end_line()

    def data(self, text):
        """Take a text: that of the cell, or the number of a shared string."""
        if self._inside == "t" or (self._inside == "v" and self._kind == "str"):
            self.pages.write(f"{text} ")
        elif self._inside == "v" and self._kind == "s" and text.isdecimal():
            number = int(text[:9])
            if number < len(self._strings):
                self.pages.write(f"{self._strings[number]} ")


def sheet_pages(path):
    """Yield the words of each sheet of an XLSX."""
    archive, pages = Archive(path), Pages()
    sheets = parts_in_order(archive, "xl/workbook.xml", "sheet")
    strings = []
    if SHARED in archive:
        strings = archive.parse(SHARED, SharedStringsTarget()).strings
    for sheet in sheets:
        pages.begin()
        archive.parse(sheet, SheetTarget(pages, strings))
        yield from pages.taken()
    yield from pages.rest()
