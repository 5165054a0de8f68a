"""What happens in a browser while a page is read."""

from urllib.parse import urlsplit

# Which faults of `axe` a page may not have.
GRAVE = ("serious", "critical")


class Visit:
    """A page of the browser, with what it asked for and what went wrong in it."""

    def __init__(self, page):
        self.page = page
        self.responses = []
        self.complaints = []
        page.on("response", lambda response: self.responses.append(response))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def go(self, path):
        """Open an address, and forget what was asked for before it."""
        self.responses.clear()
        self.complaints.clear()
        self.page.goto(path, wait_until="networkidle")

    @property
    def status(self):
        """The status of the page itself."""
        return self.responses[0].status

    @property
    def hosts(self):
        """The hosts that the page asked something of; `data:` addresses have none."""
        found = {urlsplit(response.url).netloc for response in self.responses}
        return found - {""}

    @property
    def weight(self):
        """The bytes of all that was received, before any compression."""
        return sum(len(response.body()) for response in self.responses)

    def overflows(self):
        """Whether the page is wider than its window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )

    def grave_faults(self):
        """Return what makes the page hard to use for somebody, as `axe` says it."""
        from axe_playwright_python.sync_playwright import Axe

        violations = Axe().run(self.page).response["violations"]
        return [
            f"{fault['id']}: {node['html'][:200]}"
            for fault in violations
            if fault["impact"] in GRAVE
            for node in fault["nodes"]
        ]

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)
