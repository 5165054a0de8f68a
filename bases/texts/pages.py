"""Text that comes piece by piece, and leaves in pages."""

from bases.texts import bounds


class Pages:
    """Gathers pieces of text into pages: those that `begin` starts, or parts of one flow."""

    def __init__(self):
        self._pieces, self._length = [], 0
        self._begun = self._has_pages = False
        self._done = []

    def begin(self):
        """Start a page."""
        self._has_pages = True
        self._close()
        self._begun = True

    def write(self, text):
        """Add to the page; what no bound would keep is dropped at once."""
        self._begun = True
        if self._length <= bounds.CHARACTERS:
            self._pieces.append(text)
            self._length += len(text)

    def end_line(self):
        """End a line; a text without pages goes on in another part once it is long."""
        self.write("\n")
        if not self._has_pages and self._length > bounds.PART_CHARACTERS:
            self._close()

    def taken(self):
        """Return the pages that are whole, once."""
        done, self._done = self._done, []
        return done

    def rest(self):
        """Return the pages that were not taken, the last one included."""
        self._close()
        return self.taken()

    def _close(self):
        if self._begun:
            self._done.append("".join(self._pieces))
        self._pieces, self._length, self._begun = [], 0, False
