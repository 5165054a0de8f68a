"""What goes into the cells of an export."""

import re

# A spreadsheet program runs, as a formula, what starts so.
FORMULA = re.compile(r"^[=+\-@\t\r\n]")
# What the XLSX format has no way to write.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def safe_cell(value):
    """Return a value that a spreadsheet program shows as it is, and never runs."""
    if not isinstance(value, str):
        return value
    value = UNWRITABLE.sub("", value)
    return f"'{value}" if FORMULA.match(value) else value
