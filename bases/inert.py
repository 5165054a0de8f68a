"""A page that is only to be looked at: its words and its shape, no way to act or to leave."""

from html.parser import HTMLParser

from django.utils.html import format_html

FIELDS = {"button", "input", "select", "textarea"}


def inert(html, *, banner):
    """Return the page `html`, a whole document, with `banner` first, and nothing else that acts.

    Links lose their address but for those inside the page, fields are disabled, forms go nowhere,
    scripts are left out.
    """
    parser = _Inert(banner)
    parser.feed(html)
    parser.close()
    return "".join(parser.written)


class _Inert(HTMLParser):
    def __init__(self, banner):
        super().__init__(convert_charrefs=False)
        self.banner = banner
        self.written = []
        self.in_script = False

    def handle_starttag(self, tag, attrs):
        if tag == "script":
            self.in_script = True
            return
        self.written.append(self._start(tag, attrs))
        if tag == "body":
            self.written.append(self.banner)

    def handle_startendtag(self, tag, attrs):
        if tag != "script":
            self.written.append(self._start(tag, attrs))

    def handle_endtag(self, tag):
        if tag == "script":
            self.in_script = False
        else:
            self.written.append(f"</{tag}>")

    def handle_data(self, data):
        if not self.in_script:
            self.written.append(data)

    def handle_entityref(self, name):
        self.written.append(f"&{name};")

    def handle_charref(self, name):
        self.written.append(f"&#{name};")

    def handle_comment(self, data):
        self.written.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.written.append(f"<!{decl}>")

    def _start(self, tag, attrs):
        if tag in {"a", "area"}:
            attrs = [each for each in attrs if not _leads_away(*each)]
        elif tag == "form":
            attrs = [each for each in attrs if each[0] not in {"action", "method"}]
        elif tag in FIELDS:
            attrs = [*attrs, ("disabled", None)]
        else:
            return self.get_starttag_text()
        return f"<{tag}{''.join(map(_written, attrs))}>"


def _leads_away(name, value):
    return name in {"href", "ping", "download"} and not (value or "").startswith("#")


def _written(attribute):
    name, value = attribute
    return format_html(' {}="{}"', name, "" if value is None else value)
