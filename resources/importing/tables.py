"""A table of HTML as the block of a table, or as lines where it is no plain grid."""

from resources.importing.text_runs import Runs

MOST_COLUMNS = 20


class Table:
    """A table that is being read: its caption, and the text of its cells."""

    def __init__(self):
        self.is_simple = True
        self._caption = Runs()
        self._rows = []

    def start_row(self):
        """Begin a row."""
        self._rows.append([])

    def start_cell(self, tag, attrs):
        """Begin a cell, or the caption; return what takes its text."""
        if tag == "caption":
            return self._caption
        if {attrs.get("colspan") or "1", attrs.get("rowspan") or "1"} != {"1"}:
            self.is_simple = False
        if not self._rows:
            self.start_row()
        self._rows[-1].append(Runs())
        return self._rows[-1][-1]

    def lines(self):
        """Return the table as lines of text, one for each row."""
        lines = (" – ".join(filter(None, row)) for row in self._texts())
        return [line for line in (_in_one_line(self._caption), *lines) if line]

    def block(self):
        """Return the block `(name, value)` of the table; None where it is no plain grid.

        The first row says what the columns are.
        """
        head, *rows = self._texts() or [[]]
        width = max(map(len, [head, *rows]))
        if not (self.is_simple and rows and 2 <= width <= MOST_COLUMNS):
            return None
        columns = [{"type": "text", "heading": heading} for heading in _wide(head, width)]
        return (
            "table",
            {
                "caption": _in_one_line(self._caption),
                "columns": columns,
                "rows": [{"values": _wide(row, width)} for row in rows],
            },
        )

    def _texts(self):
        rows = [[_in_one_line(cell) for cell in row] for row in self._rows]
        return [row for row in rows if any(row)]


def _wide(row, width):
    return [*row, *[""] * (width - len(row))]


def _in_one_line(runs):
    return " ".join(runs.text().split())
