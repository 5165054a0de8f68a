"""The blocks of demo fiches: from what the content says to what a StreamField stores."""

import re

from home.demo.media import demo_document, demo_image

PAGE_LINK = re.compile(r'href="page:([\w/-]+)"')


def stream_of(blocks, *, pages, base):
    """Return the content of a fiche, as a StreamField stores it.

    `pages`: the pages that links may lead to, by `base-slug/page-slug`.
    """
    return [
        {"type": block["type"], "value": MAKERS[block["type"]](block, pages, base)}
        for block in blocks
    ]


def rich_text(html, pages):
    """Return `html` as rich text stores it: links to pages name the page, not its address."""
    return PAGE_LINK.sub(lambda match: f'linktype="page" id="{pages[match[1]].pk}"', html)


def _section_title(block, pages, base):
    return {"text": block["text"]}


def _rich_text(block, pages, base):
    return rich_text(block["html"], pages)


def _files(block, pages, base):
    return {
        "files": [
            {
                "document": demo_document(
                    each["file"], title=each["title"], base=base
                ).pk,
                "title": each["title"],
                "legend": each.get("legend", ""),
            }
            for each in block["files"]
        ]
    }


def _image(block, pages, base):
    image = demo_image(block["file"], alternative=block.get("alt", ""), base=base)
    return {"image": image.pk, "caption": block.get("caption", "")}


def _link(block, pages, base):
    page = block.get("page")
    return {
        "title": block["title"],
        "page": pages[page].pk if page else None,
        "url": block.get("url", ""),
        "description": block.get("description", ""),
    }


def _tutorial(block, pages, base):
    return {
        "title": block.get("title", ""),
        "material": block.get("material", ""),
        "duration": block.get("duration") or None,
        "level": block.get("level", ""),
        "steps": [_step(step, pages, base) for step in block["steps"]],
    }


def _step(step, pages, base):
    name = step.get("image", "")
    image = name and demo_image(name, alternative=step.get("alt", ""), base=base)
    return {
        "title": step["title"],
        "text": rich_text(step.get("html", ""), pages),
        "duration": step.get("duration") or None,
        "image": image.pk if image else None,
    }


def _callout(block, pages, base):
    return {
        "tone": block["tone"],
        "title": block.get("title", ""),
        "text": rich_text(block["html"], pages),
    }


def _quote(block, pages, base):
    return {
        "text": block["text"],
        "author": block.get("author", ""),
        "source": block.get("source", ""),
    }


def _table(block, pages, base):
    return {
        "caption": block.get("caption", ""),
        "columns": [{"type": "text", "heading": name} for name in block["header"]],
        "rows": [{"values": list(map(str, row))} for row in block["rows"]],
    }


def _dated_list(block, pages, base):
    return {
        "title": block.get("title", ""),
        "entries": [
            {
                "date": entry["date"].isoformat(),
                "title": entry["title"],
                "text": rich_text(entry.get("html", ""), pages),
                "url": entry.get("url", ""),
            }
            for entry in block["entries"]
        ],
    }


MAKERS = {
    "section_title": _section_title,
    "rich_text": _rich_text,
    "files": _files,
    "image": _image,
    "link": _link,
    "tutorial": _tutorial,
    "callout": _callout,
    "quote": _quote,
    "table": _table,
    "dated_list": _dated_list,
}
