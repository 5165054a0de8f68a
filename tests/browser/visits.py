"""What happens in a browser while a page is read, and what every page owes to everyone."""

from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
# What is left of a wide screen by those who read at 200 %.
ENLARGED = {"width": 640, "height": 450}
LOOKS = {
    f"{name}-{scheme}": {"viewport": viewport, "color_scheme": scheme}
    for name, viewport in (("wide", WIDE), ("phone", PHONE))
    for scheme in ("light", "dark")
}
SMALL = {
    "narrowest": {"viewport": NARROWEST, "color_scheme": "dark"},
    "enlarged": {"viewport": ENLARGED, "color_scheme": "light"},
}
# What a screen of a team, or of an account, is looked at in.
TWO_LOOKS = {name: LOOKS[name] for name in ("wide-light", "phone-dark")}
# Which faults of `axe` a page may not have.
GRAVE = ("serious", "critical")
# Two frames begin what changes, and it lasts 150 ms; what turns without end is not waited for.
COLOURS_STAND = """Promise.race([
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    Promise.allSettled(document.getAnimations().map((each) => each.finished)).then(done)))),
  new Promise((done) => setTimeout(done, 1000)),
])"""
FAULTS = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"


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
        # The screens of the admin are made by scripts once they are there.
        until = "networkidle" if path.startswith("/admin/") else "load"
        self.page.goto(path, wait_until=until)

    def look(self, viewport, color_scheme):
        """Give the window another size, the page other colours, and wait until they stand."""
        self.page.set_viewport_size(viewport)
        self.page.emulate_media(color_scheme=color_scheme)
        self.page.evaluate(COLOURS_STAND)

    @property
    def status(self):
        """The status of the page itself, or that of what sent it elsewhere."""
        asked = (each for each in self.responses if each.request.is_navigation_request())
        return next(asked).status

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
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE_SCRIPT)
        return [
            f"{fault['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
            for fault in self.page.evaluate(FAULTS)
            if fault["impact"] in GRAVE
            for node in fault["nodes"]
        ]

    def _hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


def assert_is_sound(visit):
    """The page that is open can be used by everyone, asks nothing elsewhere, goes well."""
    assert visit.grave_faults() == []
    assert visit.complaints == []
    assert visit.hosts <= {urlsplit(visit.page.url).netloc}
    assert not visit.overflows()


def assert_is_sound_in(visit, looks):
    """The page that is open is sound in each of these looks."""
    found = {}
    for name, look in looks.items():
        visit.look(**look)
        found[name] = [*visit.grave_faults(), *(["too wide"] * visit.overflows())]
    assert found == {name: [] for name in looks}
    assert visit.complaints == []
    assert visit.hosts <= {urlsplit(visit.page.url).netloc}
