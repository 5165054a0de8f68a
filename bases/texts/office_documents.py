"""What DOCX, PPTX and XLSX hold: texts in one flow, a page a slide, a page a sheet."""

import posixpath

from bases.texts.archives import Archive
from bases.texts.outcomes import BrokenError
from bases.texts.pages import Pages

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Written a second time for older suites, or anew on each slide.
LEFT_OUT = {f"{COMPATIBILITY}Fallback", f"{DRAWING}fld"}
BESIDE_THE_TEXT = ("word/footnotes", "word/endnotes", "word/header", "word/footer")


def _name_of(tag):
    return tag.rpartition("}")[2]


class OfficeTarget:
    """Told of the tags and texts of a part, writes what is in its runs of text."""

    def __init__(self, pages):
        self.pages = pages
        self._runs = self._left_out = 0

    def start(self, tag, attributes):
        """Take an opening tag."""
        name = _name_of(tag)
        if tag in LEFT_OUT:
            self._left_out += 1
        elif name == "t":
            self._runs += 1
        elif name == "br":
            self.pages.write("\n")
        elif name in {"tab", "cr", "tc"}:
            self.pages.write(" ")
        elif name == "noBreakHyphen":
            self.pages.write("-")

    def end(self, tag):
        """Take a closing tag."""
        if tag in LEFT_OUT:
            self._left_out -= 1
        elif _name_of(tag) == "t":
            self._runs -= 1
        elif _name_of(tag) == "p":
            self.pages.end_line()

    def data(self, text):
        """Take a text."""
        if self._runs and not self._left_out:
            self.pages.write(text)


class AttributesTarget:
    """Told of the tags of a part, keeps the attributes of those that have one name, in order."""

    def __init__(self, name):
        self._name = name
        self.found = []

    def start(self, tag, attributes):
        """Take an opening tag."""
        if _name_of(tag) == self._name:
            self.found.append(dict(attributes))


def text_pages(path):
    """Yield the text of a DOCX, in parts where it is long."""
    archive, pages = Archive(path), Pages()
    beside = [part for name in BESIDE_THE_TEXT for part in archive.names(name, ".xml")]
    for part in ["word/document.xml", *beside]:
        for _chunk in archive.parsed(part, OfficeTarget(pages)):
            yield from pages.taken()
    yield from pages.rest()


def slide_pages(path):
    """Yield the text of each slide of a PPTX, followed by the notes of who speaks."""
    archive, pages = Archive(path), Pages()
    for slide in parts_in_order(archive, "ppt/presentation.xml", "sldId"):
        pages.begin()
        archive.parse(slide, OfficeTarget(pages))
        for kind, part in relations_of(archive, slide).values():
            if kind.endswith("/notesSlide") and part in archive:
                archive.parse(part, OfficeTarget(pages))
        yield from pages.taken()
    yield from pages.rest()


def parts_in_order(archive, main, name):
    """Return the parts that the tags called `name` of the part `main` name, in their order."""
    if main not in archive:
        raise BrokenError(f"no {main}")
    relations = relations_of(archive, main)
    named = archive.parse(main, AttributesTarget(name)).found
    parts = [relations.get(each.get(RELATION_ID), ("", ""))[1] for each in named]
    return [part for part in parts if part in archive]


def relations_of(archive, part):
    """Return `{id: (kind, part)}`: the parts that another one names."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive:
        return {}
    return {
        each.get("Id"): (
            each.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:],
        )
        for each in archive.parse(relations, AttributesTarget("Relationship")).found
        if each.get("TargetMode") != "External"
    }
