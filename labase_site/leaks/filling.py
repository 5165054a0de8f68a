"""Fills a model's fields and a fiche's blocks with planted words: all that hold text, by nature.

Nothing is named here but what other code writes, so that a field or a block that is added is
planted as soon as it exists.
"""

import datetime

from django.db import models
from django.utils.encoding import force_str
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock

# What Wagtail and our own code write themselves.
WRITTEN = {
    "draft_title",
    "file_hash",
    "charter_version",
    "original_name",
    "password",
    "path",
    "sha256",
    "url_path",
}


def address(word):
    """Return an e-mail address made of `word`."""
    return f"{word}@exemple.test"


def link(word):
    """Return an address of the web made of `word`."""
    return f"https://{word}.exemple.test/"


def paragraph(word):
    """Return a rich text made of `word`."""
    return f"<p>{word}</p>"


# The first that fits says how a word is written in a field.
IN_FIELDS = (
    (models.EmailField, address),
    (models.URLField, link),
    (models.FileField, None),
    (models.UUIDField, None),
    (StreamField, None),
    (RichTextField, paragraph),
    ((models.CharField, models.TextField), force_str),
)


def planted_texts(model, plant, *, place, kept=()):
    """Return `{field: text}` for each field of `model` that holds free text, but those `kept`.

    `plant` is the `plant` of a lexicon; `place` names what is planted.
    """
    left = WRITTEN.union(kept)
    texts = {}
    for field in model._meta.concrete_fields:
        written = next((how for kind, how in IN_FIELDS if isinstance(field, kind)), None)
        if written and not field.choices and field.name not in left:
            texts[field.name] = written(plant(f"{place}: {field.name}"))
    return texts


class PlantedBlocks:
    """Makes the value of any block out of planted words, an image and a document."""

    def __init__(self, plant, *, place, image, document):
        self._plant = plant
        self._place = place
        self._image = image
        self._document = document

    def stream(self, block):
        """Return the content of a stream that holds each of its blocks once, as stored."""
        return [
            {"type": name, "value": self.value(child, f"{self._place}: {name}")}
            for name, child in block.child_blocks.items()
        ]

    def value(self, block, place):
        """Return a value of `block`, as stored; a block of an unknown nature is an error."""
        for kind, make in self.MAKERS:
            if isinstance(block, kind):
                return make(self, block, place)
        raise NotImplementedError(
            f"{place}: say in {__name__} what stands in this block."
        )

    def _struct(self, block, place):
        return {
            name: self.value(child, f"{place}.{name}")
            for name, child in block.child_blocks.items()
        }

    def _table(self, block, place):
        name, _child = next(iter(block.child_blocks.items()))
        return {
            "caption": self._plant(f"{place}.caption"),
            "columns": [{"type": name, "heading": self._plant(f"{place}.heading")}],
            "rows": [{"values": [self._plant(f"{place}.cell")]}],
        }

    def _list(self, block, place):
        return [self.value(block.child_block, place)]

    def _choice(self, block, place):
        return next(key for key, _label in block.field.choices if key)

    MAKERS = (
        (TypedTableBlock, _table),
        (blocks.BaseStructBlock, _struct),
        (blocks.ListBlock, _list),
        (blocks.ChoiceBlock, _choice),
        (ImageChooserBlock, lambda self, block, place: self._image.pk),
        (DocumentChooserBlock, lambda self, block, place: self._document.pk),
        (blocks.PageChooserBlock, lambda self, block, place: None),
        (blocks.URLBlock, lambda self, block, place: link(self._plant(place))),
        (blocks.RichTextBlock, lambda self, block, place: paragraph(self._plant(place))),
        (
            (blocks.CharBlock, blocks.TextBlock),
            lambda self, block, place: self._plant(place),
        ),
        (blocks.DateBlock, lambda self, block, place: datetime.date.today().isoformat()),
        ((blocks.IntegerBlock, blocks.FloatBlock), lambda self, block, place: 7),
        (blocks.BooleanBlock, lambda self, block, place: True),
    )
