"""The editorial pages that a portal starts with: help, charter, personal data, accessibility."""

import tomllib
from pathlib import Path

from home.models import EditorialPage, HomePage

CONTENT = Path(__file__).with_suffix(".toml")


def load_editorial_pages():
    """Add the pages that are missing; return how many. What staff wrote is left as it is."""
    front = HomePage.objects.get()
    given = tomllib.loads(CONTENT.read_text(encoding="utf-8"))["pages"]
    there = set(front.get_children().values_list("slug", flat=True))
    missing = [page for page in given if page["slug"] not in there]
    for page in missing:
        _add(front, page)
    return len(missing)


def _add(front, given):
    page = EditorialPage(
        title=given["title"],
        slug=given["slug"],
        summary=given["summary"],
        in_footer=given["in_footer"],
    )
    page.body = page.body.stream_block.to_python(
        [{"type": block["type"], "value": _value(block)} for block in given["blocks"]]
    )
    front.add_child(instance=page)
    page.save_revision(changed=False).publish()


def _value(block):
    return {"text": block["text"]} if "text" in block else block["html"]
