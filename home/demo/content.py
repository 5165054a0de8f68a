"""The content of the demo portal, read from its folder."""

import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent


def demo_bases():
    """Return what each file of `content/` describes: a base, its fiches, its collections."""
    paths = sorted((FOLDER / "content").glob("*.toml"))
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]
