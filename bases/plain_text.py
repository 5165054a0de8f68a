"""A rich text as it is typed in a plain field, and back: paragraphs, titles, lists, links.

One blank line ends a paragraph; `### ` begins a title, `- ` or `1. ` a line of a list; `**bold**`,
`*italic*`, `[words](address)`. A backslash keeps a sign as it is.
"""

import re
from html.parser import HTMLParser

from django.utils.html import escape

BLOCKS = {"p": "", "h2": "### ", "h3": "### ", "h4": "### ", "ul": "- ", "ol": "1. "}
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
SIGNS = re.compile(r"([\\*\[\]])")
AT_START = re.compile(r"^(#+ |- |\d+\. )", re.MULTILINE)
ITEM = re.compile(r"(?P<list>- |\d+\. )")
ADDRESS = re.compile(r"https?://\S+|mailto:\S+|tel:\S+|/\S*|#\S*")
PAGE = re.compile(r"page:(\d{1,18})")
INLINE = re.compile(
    r"\\(?P<sign>.)"
    r"|\*\*(?P<bold>(?:\\.|\*(?!\*)(?:\\.|[^\\*])+\*|[^\\*])+)\*\*"
    r"|\*(?P<italic>(?:\\.|[^\\*])+)\*"
    r"|\[(?P<words>(?:\\.|[^\\\[\]])+)\]\((?P<address>[^()\s]+)\)",
    re.DOTALL,
)


def plain_of(html):
    """Return the text that says `html`, a rich text as it is stored."""
    parser = _Plain()
    parser.feed(html)
    parser.close()
    return parser.text()


def rich_of(text, *, pages=()):
    """Return the rich text that `text` says; its links lead to pages among the ids `pages` only."""
    blocks = re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_block(block.strip("\n"), pages) for block in blocks if block.strip())


def pages_linked_in(html):
    """Return the ids of the pages that a rich text links to."""
    return {
        int(each) for each in re.findall(r'linktype="page"[^>]*?\bid="(\d+)"', html)
    } | {int(each) for each in re.findall(r'\bid="(\d+)"[^>]*?linktype="page"', html)}


class _Plain(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = []
        self.words = []
        self.lists = []
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        if tag in {"ul", "ol"}:
            self._end(BLOCKS["p"])
            self.lists.append(tag)
        elif tag in MARKS:
            self.words.append(MARKS[tag])
        elif tag == "br":
            self.words.append("\n")
        elif tag == "a":
            attrs = dict(attrs)
            is_page = attrs.get("linktype") == "page"
            self.addresses.append(
                f"page:{attrs.get('id')}" if is_page else attrs.get("href")
            )
            self.words.append("[")

    def handle_endtag(self, tag):
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "li" and self.lists:
            self._end(BLOCKS[self.lists[-1]])
        elif tag in BLOCKS:
            self._end(BLOCKS[tag])
        elif tag in MARKS:
            self.words.append(MARKS[tag])
        elif tag == "a" and self.addresses:
            self.words.append(f"]({self.addresses.pop()})")

    def handle_data(self, data):
        text = re.sub(r"\s+", " ", data) if data.strip() else " " * bool(self.words)
        text = SIGNS.sub(r"\\\1", text)
        if not "".join(self.words).strip():
            text = AT_START.sub(r"\\\1", text)
        self.words.append(text)

    def text(self):
        self._end("")
        lines = []
        for begins, block in self.blocks:
            line = f"{begins}{block}"
            if lines and begins in {"- ", "1. "} and lines[-1].startswith(begins):
                lines[-1] += f"\n{line}"
            else:
                lines.append(line)
        return "\n\n".join(lines)

    def _end(self, begins):
        block = "".join(self.words).strip()
        if block:
            self.blocks.append((begins, block))
        self.words = []


def _block(block, pages):
    lines = block.split("\n")
    if block.startswith("#"):
        title, *rest = lines
        words = title.lstrip("#").strip()
        after = _block("\n".join(rest), pages) if rest else ""
        return f"<h3>{_inline(words, pages)}</h3>{after}" if words else after
    if ITEM.match(lines[0]):
        tag = "ul" if lines[0].startswith("-") else "ol"
        items = "".join(f"<li>{_inline(each, pages)}</li>" for each in _items(lines))
        return f"<{tag}>{items}</{tag}>"
    return f"<p>{_inline(block, pages)}</p>"


def _items(lines):
    """Return the lines of a list; one that begins without a sign goes on with the one before."""
    items = []
    for line in lines:
        sign = ITEM.match(line)
        if sign:
            items.append(line[sign.end() :].strip())
        else:
            items[-1] += f"\n{line.strip()}"
    return items


def _inline(text, pages):
    written, place = [], 0
    for found in INLINE.finditer(text):
        written += [_escaped(text[place : found.start()]), _mark(found, pages)]
        place = found.end()
    return "".join([*written, _escaped(text[place:])])


def _mark(found, pages):
    if found["sign"]:
        return _escaped(found["sign"])
    if found["bold"]:
        return f"<b>{_inline(found['bold'], pages)}</b>"
    if found["italic"]:
        return f"<i>{_inline(found['italic'], pages)}</i>"
    return _link(_inline(found["words"], pages), found["address"], pages)


def _link(words, address, pages):
    page = PAGE.fullmatch(address)
    if page and int(page[1]) in pages:
        return f'<a linktype="page" id="{int(page[1])}">{words}</a>'
    if ADDRESS.fullmatch(address):
        return f'<a href="{escape(address)}">{words}</a>'
    return words


def _escaped(text):
    return escape(text).replace("\n", "<br/>")
