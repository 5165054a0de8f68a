"""The sections of a fiche: where each begins, and what it says."""

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify


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

    In the language of the portal, whoever asks: some of it is the name of a choice.
    """
    anchors, section, passages = anchors_of(body), ("", ""), []
    with translation.override(settings.LANGUAGE_CODE):
        for place, child in enumerate(body):
            section = anchors.get(place, section)
            text = "\n".join(map(str, child.block.get_searchable_content(child.value)))
            if text.strip():
                passages.append((*section, text))
    return passages
