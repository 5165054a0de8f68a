"""Running text with its emphasis and its links, read bit by bit, written as clean HTML."""

import re

from django.utils.html import escape

BLANK = re.compile(r"[ \t\r\n\f\v]+")


class Runs:
    """A paragraph that is being read: pieces of text, each with the marks that it wears."""

    def __init__(self, marks=()):
        self.marks = marks
        self.pieces = []

    def open(self, name, value=""):
        """Begin bold, italic or a link; what is open already stays as it is."""
        if name not in (each for each, _value in self.marks):
            self.marks = (*self.marks, (name, value))

    def close(self, name):
        """End it, if it is open."""
        self.marks = tuple(mark for mark in self.marks if mark[0] != name)

    def add(self, text, *, preformatted=False):
        """Add text: its blanks are one space each, unless it is preformatted."""
        if not preformatted:
            text = BLANK.sub(" ", text)
            if not self.pieces or self.pieces[-1][1][-1] in " \n":
                text = text.removeprefix(" ")
        if text:
            self.pieces.append((self.marks, text))

    def new_line(self):
        """Add the end of a line."""
        if self.pieces:
            self.pieces.append(((), "\n"))

    def after(self):
        """Return the paragraph that comes next, in which what is open stays open."""
        return Runs(self.marks)

    def text(self):
        """Return what is read, without its marks."""
        return "".join(text for _marks, text in self.pieces).strip()

    def html(self):
        """Return what is read, with its marks."""
        written, worn = [], ()
        for marks, text in [*self._trimmed(), ((), "")]:
            kept = _common(worn, marks)
            written += [f"</{name}>" for name, value in reversed(worn[kept:])]
            written += [_opened(*mark) for mark in marks[kept:]]
            written.append(escape(text).replace("\n", "<br/>"))
            worn = marks
        return "".join(written)

    def _trimmed(self):
        """Return the pieces without links that lead nowhere, nor blanks at the end."""
        pieces = [
            (tuple(mark for mark in marks if mark != ("a", "")), text)
            for marks, text in self.pieces
        ]
        while pieces and not pieces[-1][1].strip():
            pieces.pop()
        if pieces:
            pieces[-1] = (pieces[-1][0], pieces[-1][1].rstrip())
        return pieces


def _common(worn, marks):
    """Return how many marks both begin with."""
    count = 0
    for one, other in zip(worn, marks, strict=False):
        if one != other:
            break
        count += 1
    return count


def _opened(name, value):
    return f'<a href="{escape(value)}">' if name == "a" else f"<{name}>"
