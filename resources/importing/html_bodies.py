"""HTML from elsewhere as the blocks of a fiche.

Nothing of the HTML is kept as it came: what is read is its text, its emphasis, its titles, its
lists, its links to the outside, its tables and its quotes, and that alone is written again.
"""

import re
from collections import Counter
from html.parser import HTMLParser

from resources.importing.tables import Table
from resources.importing.text_runs import Runs

MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i"}
LISTS = {"ul", "ol"}
TITLES = {"h1", "h2", "h3", "h4", "h5", "h6"}
# What ends the paragraph that stands before.
PARAGRAPHS = set(
    "p div section article main aside header footer nav figure figcaption address dl dt dd"
    " details summary form fieldset hr pre body".split()
)
LEFT_OUT = {"script", "style", "template", "noscript", "head", "svg", "math", "select"}
MEDIA = {"img", "iframe", "video", "audio", "object", "embed"}
# Of which the end is waited for.
HELD = LEFT_OUT | (MEDIA - {"img", "embed"})
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
TAG = re.compile(r"</?[a-z]", re.IGNORECASE)
EMPTY = re.compile(r"<(ul|ol|li)></\1>")
SECTION_TITLE = 120
QUOTE = 1000
DEEPEST_LIST = 4


def blocks_of(html):
    """Return the blocks, `[(name, value), …]`, and a Counter of the media that were left out."""
    try:
        reader = _read(html)
    except AssertionError:
        # What the parser does not expect of a declaration: taken for text.
        reader = _read(html.replace("<!", "&lt;!"))
    return reader.blocks, reader.left_out


def _read(html):
    reader = _Reader()
    if not TAG.search(html):
        parts = re.split(r"\n\s*\n", html)
        html = "".join(f"<p>{'<br>'.join(part.splitlines())}</p>" for part in parts)
    reader.feed(html)
    reader.close()
    reader.end()
    return reader


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks, self.left_out = [], Counter()
        self.runs, self.rich = Runs(), []
        # What is open: lists and their items; a title, a table, a quote; what is left out.
        self.nested, self.title, self.table, self.quote = [], "", None, None
        self.held, self.preformatted = [], 0

    def handle_starttag(self, tag, attrs):
        if tag in MEDIA and not self.held:
            self.left_out[tag] += 1
        if tag in HELD:
            self.held.append(tag)
        elif self.held:
            return
        elif tag == "br":
            self.runs.new_line()
        elif tag in MARKS:
            self.runs.open(MARKS[tag])
        elif tag == "a":
            href = (dict(attrs).get("href") or "").strip()
            self.runs.close("a")
            self.runs.open("a", href if ADDRESS.fullmatch(href) else "")
        elif self.table:
            self._start_in_table(tag, attrs)
        else:
            self._start_block(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag in HELD:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if self.held:
            if tag in self.held:
                del self.held[self.held.index(tag) :]
        elif tag in MARKS or tag == "a":
            self.runs.close(MARKS.get(tag, tag))
        elif self.table:
            if tag == "table":
                self._end_table()
        else:
            self._end_block(tag)

    def handle_data(self, data):
        if not self.held:
            self.runs.add(data, preformatted=self.preformatted > 0)

    def end(self):
        """Close all that is open."""
        if self.table:
            self._end_table()
        if self.quote is not None:
            self._end_quote()
        self._end_rich()

    def _start_block(self, tag):
        if tag == "table":
            self._end_rich()
            self.table = Table()
        elif tag == "blockquote" and self.quote is None:
            self._end_rich()
            self.quote = []
        elif tag in LISTS and self.quote is None:
            self._start_list(tag)
        elif tag == "li":
            self._start_item()
        elif tag in TITLES or tag in PARAGRAPHS or tag in {"blockquote", *LISTS}:
            self._end_paragraph()
            self.title = tag if tag in TITLES else ""
            self.preformatted += tag == "pre"

    def _end_block(self, tag):
        if tag == "blockquote" and self.quote is not None:
            self._end_quote()
        elif tag in LISTS and tag in self.nested:
            self._end_paragraph()
            self._close(tag)
        elif tag == "li" and "li" in self.nested:
            self._end_paragraph()
            if self.nested[-1] == "li":
                self._close("li")
        elif tag in TITLES or tag in PARAGRAPHS:
            self._end_paragraph()
            self.preformatted -= tag == "pre" and self.preformatted > 0

    def _start_list(self, tag):
        self._end_paragraph()
        if self.nested[-1:] and self.nested[-1] in LISTS:
            self._open("li")
        if len(self.nested) < 2 * DEEPEST_LIST:
            self._open(tag)

    def _start_item(self):
        self._end_paragraph()
        if self.nested:
            if self.nested[-1] == "li":
                self._close("li")
            self._open("li")

    def _open(self, tag):
        self.nested.append(tag)
        self.rich.append(f"<{tag}>")

    def _close(self, tag):
        while self.nested:
            closed = self.nested.pop()
            self.rich.append(f"</{closed}>")
            if closed == tag:
                break

    def _start_in_table(self, tag, attrs):
        if tag == "table":
            self.table.is_simple = False
        elif tag == "tr":
            self.table.start_row()
        elif tag in {"td", "th", "caption"}:
            self.runs = self.table.start_cell(tag, dict(attrs))
        else:
            self.runs.add(" ")

    def _end_table(self):
        table, self.table = self.table, None
        self.runs = Runs()
        block = table.block()
        if block and self.quote is None:
            self.blocks.append(block)
        elif self.quote is not None:
            self.quote += table.lines()
        else:
            for line in table.lines():
                self.runs.add(line)
                self._end_paragraph()

    def _end_quote(self):
        self._end_paragraph()
        lines, self.quote = self.quote, None
        text = "\n".join(lines)
        if not text:
            return
        if len(text) <= QUOTE:
            self.blocks.append(("quote", {"text": text, "author": "", "source": ""}))
            return
        for line in lines:
            self.runs.add(line)
            self._end_paragraph()

    def _end_paragraph(self):
        """Write what was read since the last one, where it belongs."""
        html, text, title = self.runs.html(), self.runs.text(), self.title
        self.runs, self.title = self.runs.after(), ""
        if not text:
            return
        if self.quote is not None:
            self.quote.append(text)
        elif self.nested:
            self._add_to_item(html)
        elif title in {"h1", "h2"} and len(text) <= SECTION_TITLE:
            self._end_rich()
            text = " ".join(text.split())
            self.blocks.append(("section_title", {"text": text}))
        else:
            tag = {"": "p", "h1": "h3", "h2": "h3", "h3": "h3"}.get(title, "h4")
            self.rich.append(f"<{tag}>{html}</{tag}>")

    def _add_to_item(self, html):
        if self.nested[-1] in LISTS:
            self.rich.append(f"<li>{html}</li>")
        else:
            begun = not self.rich[-1].endswith(("<li>", "</ul>", "</ol>"))
            self.rich.append(f"<br/>{html}" if begun else html)

    def _end_rich(self):
        self._end_paragraph()
        while self.nested:
            self._close("")
        html, self.rich = "".join(self.rich), []
        while EMPTY.search(html):
            html = EMPTY.sub("", html)
        if html and self.blocks and self.blocks[-1][0] == "rich_text":
            # What stood between had nothing to say, or is text as well.
            html = f"{self.blocks.pop()[1]}{html}"
        if html:
            self.blocks.append(("rich_text", html))
