"""The sections of a fiche: where each begins, and what it says."""

from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from wagtail import blocks


def anchors_of(body):
    """Return `{place: (anchor, title)}` for the blocks that open a section."""
    found, taken = {}, set()
    for place, child in enumerate(body):
        title = getattr(child.value, "heading", "")
        if title:
            stem = anchor = slugify(title)[:60] or "partie"
            number = 2
            while anchor in taken:
                anchor, number = f"{stem}-{number}", number + 1
            taken.add(anchor)
            found[place] = (anchor, title)
    return found


def passages_of(body):
    """Return what each block says, as `[(anchor, heading, text), …]`, by the section it is in.

    In the language of the portal, whoever asks: some of it is the name of a choice. No query.
    """
    children = [*_children(body)]
    anchors, section, passages = anchors_of(children), ("", ""), []
    with translation.override(settings.LANGUAGE_CODE):
        for place, child in enumerate(children):
            section = anchors.get(place, section)
            text = "\n".join(map(str, child.block.get_searchable_content(child.value)))
            if text.strip():
                passages.append((*section, text))
    return passages


class Child(NamedTuple):
    """A block of a body, and its value."""

    block: blocks.Block
    value: object


def _children(body):
    """Yield what `body` is made of, without the images, documents and pages that it chose."""
    for stored in body.raw_data:
        block = body.stream_block.child_blocks[stored["type"]]
        yield Child(block, _said(block, stored["value"]))


def _said(block, stored):
    """Return the value of a block, in which nothing is chosen: nothing is to be fetched.

    Wagtail would look for what is chosen, even where nothing is.
    """
    if isinstance(block, blocks.ChooserBlock):
        return None
    if isinstance(block, blocks.StructBlock):
        values = [
            (name, _said(child, stored[name]) if name in stored else child.get_default())
            for name, child in block.child_blocks.items()
        ]
        return block.meta.value_class(block, values)
    if isinstance(block, blocks.ListBlock):
        items = (item["value"] if _is_item(item) else item for item in stored)
        return [_said(block.child_block, item) for item in items]
    return block.to_python(stored)


def _is_item(item):
    """Say whether an item of a list is stored with its value, as Wagtail stores them now."""
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item
