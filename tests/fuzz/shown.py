"""What a page shows in the controls of its forms, as a browser reads it."""

from html.parser import HTMLParser

# What HTML never gives back.
NEVER_SHOWN = {"password", "file", "submit", "button", "image", "reset"}
TICKED = {"checkbox", "radio"}
FALSE = {"", "false"}
# What a box that was ticked, or not, becomes in a hidden field.
YES_OR_NO = {"True", "False"}


class Controls(HTMLParser):
    """The controls of a page: for each name, the texts shown, what may be chosen, what is."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.offered, self.chosen = {}, {}, {}
        self.secret, self.several = set(), set()
        self._select = self._textarea = None
        # What stands before is the portal's own: its search, its language.
        self.feed(page[max(page.find("<main"), 0) :])
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input":
            self._input(attrs)
        elif tag == "select":
            self._select = attrs.get("name")
            self.offered.setdefault(self._select, set())
            if "multiple" in attrs:
                self.several.add(self._select)
        elif tag == "option" and self._select:
            self._offer(self._select, attrs.get("value", ""), "selected" in attrs)
        elif tag == "textarea":
            self._textarea = (attrs.get("name"), [])
        elif tag == "button":
            self.secret.add(attrs.get("name"))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        if self._textarea:
            self._textarea[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea" and self._textarea:
            name, pieces = self._textarea
            # Browsers leave out the line break with which it begins.
            self._show(name, "".join(pieces).removeprefix("\r\n").removeprefix("\n"))
            self._textarea = None

    def keep(self, name, received):
        """Say whether what was `received` under a name still stands in the page."""
        if name in self.secret:
            return True
        if name in self.offered:
            chosen = self.chosen.get(name, set())
            if self.offered[name] == {"on"}:
                return received[-1].lower() in FALSE or bool(chosen)
            asked = set(received if name in self.several else received[-1:])
            return asked & self.offered[name] <= chosen
        shown = {carried(text) for text in self.texts.get(name, ())}
        if shown and shown <= YES_OR_NO:
            return (received[-1].lower() not in FALSE) is ("True" in shown)
        return carried(received[-1]) in shown

    def _input(self, attrs):
        kind, name = attrs.get("type", "text").lower(), attrs.get("name")
        if kind in NEVER_SHOWN:
            self.secret.add(name)
        elif kind in TICKED:
            self._offer(name, attrs.get("value", "on"), "checked" in attrs)
            if kind == "checkbox":
                self.several.add(name)
        else:
            self._show(name, attrs.get("value") or "")

    def _show(self, name, text):
        self.texts.setdefault(name, []).append(text)

    def _offer(self, name, value, is_chosen):
        self.offered.setdefault(name, set()).add(value)
        if is_chosen:
            self.chosen.setdefault(name, set()).add(value)


def carried(text):
    """Return what HTML carries of a text: browsers drop NUL, and know one kind of line break."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
