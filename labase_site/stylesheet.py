"""The stylesheet that every page links, put together from one source file per component.

`python -m labase_site.stylesheet` writes it; with `--check`, says whether it is current.
"""

import sys
from pathlib import Path

SITE = Path(__file__).parent
SOURCES = SITE / "styles"
FOUNDATIONS = ("tokens.css", "fonts.css", "base.css", "layout.css")
STYLESHEET = SITE / "static" / "labase" / "labase.css"


def source_files():
    """Return the source files in the order of the cascade: foundations, then components by name."""
    return [
        *(SOURCES / name for name in FOUNDATIONS),
        *sorted(SOURCES.glob("components/*.css")),
    ]


def concatenated():
    """Return the text of the whole stylesheet."""
    return "\n".join(path.read_text(encoding="utf-8") for path in source_files())


def is_current():
    """Say whether the written stylesheet is what its sources make."""
    return (
        STYLESHEET.exists() and STYLESHEET.read_text(encoding="utf-8") == concatenated()
    )


def build_stylesheet():
    """Write the stylesheet, and return where."""
    STYLESHEET.write_text(concatenated(), encoding="utf-8")
    return STYLESHEET


def main(*options):
    """Build, or only check; return what a shell takes for success or failure."""
    if "--check" not in options:
        print(build_stylesheet())
        return 0
    if is_current():
        return 0
    print(f"{STYLESHEET} is stale: run python -m labase_site.stylesheet", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
