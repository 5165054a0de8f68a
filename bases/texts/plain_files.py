"""What TXT, MD and CSV hold, whatever they were encoded in."""

import codecs

from bases.texts import bounds
from bases.texts.outcomes import BrokenError
from bases.texts.pages import Pages

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# No text has them; what is no text soon does.
NO_TEXT = {*range(7), *range(14, 26)}


def plain_pages(path):
    """Yield the text of a plain file, in parts where it is long."""
    with open(path, "rb") as file:
        # A character more than is kept, so that what is too long is known to be.
        content = file.read(4 * bounds.CHARACTERS + 4)
    pages = Pages()
    for line in _decoded(content).splitlines():
        for start in range(0, len(line) or 1, bounds.PART_CHARACTERS):
            pages.write(line[start : start + bounds.PART_CHARACTERS])
            pages.end_line()
        yield from pages.taken()
    yield from pages.rest()


def _decoded(content):
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "ignore")
    if NO_TEXT & set(content):
        raise BrokenError("not a text")
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # What was cut in the middle of a character still is UTF-8.
        return decoder.decode(content)
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
