"""The sections of a fiche: where each begins, and what it says."""

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from wagtail import blocks


def anchors_of(body):
    """Return `{place: (anchor, title)}` for the blocks that open a section."""
    return _anchors_of(getattr(child.value, "heading", "") for child in body)


def passages_of(body):
    """Return what each block says, as `[(anchor, heading, text), …]`, by the section it is in.

    In the language of the portal, whoever asks: some of it is the name of a choice. No query:
    the images, documents and pages that are chosen are left out.
    """
    types = body.stream_block.child_blocks
    stored = [(types[child["type"]], child["value"]) for child in body.raw_data]
    anchors = _anchors_of(_title_of(*each) for each in stored)
    section, passages = ("", ""), []
    with translation.override(settings.LANGUAGE_CODE):
        for place, (block, value) in enumerate(stored):
            section = anchors.get(place, section)
            texts = _texts_of(block, value)
            text = "\n".join(map(str, texts))
            if text.strip():
                passages.append((*section, text))
    return passages


def _anchors_of(titles):
    """Return `{place: (anchor, title)}` of the blocks that have a title."""
    found, taken = {}, set()
    for place, title in enumerate(titles):
        if title:
            stem = anchor = slugify(title)[:60] or "partie"
            number = 2
            while anchor in taken:
                anchor, number = f"{stem}-{number}", number + 1
            taken.add(anchor)
            found[place] = (anchor, title)
    return found


def _title_of(block, stored):
    """Return the title of a block that opens a section, of what is stored of it."""
    is_of_parts = isinstance(block, blocks.StructBlock)
    return (
        getattr(block.meta.value_class(block, stored), "heading", "")
        if is_of_parts
        else ""
    )


def _texts_of(block, stored):
    """Yield what a block says, of what is stored of it.

    Wagtail makes the values of a block first, and looks for what is chosen even where nothing is.
    """
    if isinstance(block, blocks.ChooserBlock):
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name in stored:
                yield from _texts_of(child, stored[name])
            else:
                yield from child.get_searchable_content(child.get_default())
    elif isinstance(block, blocks.ListBlock):
        for item in stored:
            value = item["value"] if _is_item(item) else item
            yield from _texts_of(block.child_block, value)
    else:
        yield from block.get_searchable_content(block.to_python(stored))


def _is_item(item):
    """Say whether an item of a list is stored with its value, as Wagtail stores them now."""
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item
