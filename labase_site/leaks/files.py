"""The planted files: words in their titles, their names, their texts, and in each rendition."""

import io
from dataclasses import dataclass
from functools import partial

from django.core.files.base import ContentFile
from PIL import Image

from bases.models import (
    FilePage,
    FileText,
    PortalDocument,
    PortalImage,
    PortalRendition,
)
from labase_site.leaks.filling import planted_texts
from labase_site.leaks.portal import CLOSED

SIZES = ("fill-640x320|format-webp", "max-165x165", "original")


@dataclass(frozen=True)
class Files:
    """What a page shows: a cover, an image in its text, a document."""

    cover: PortalImage
    image: PortalImage
    document: PortalDocument


class FileMaker:
    """Makes images and documents full of planted words."""

    def __init__(self, portal, *, uploader, readers=()):
        self._portal = portal
        self._plant = partial(portal.lexicon.plant, readers=readers)
        self._uploader = uploader

    def files(self, base, place):
        """Return a cover, an image and a document of `base`."""
        return Files(
            self.image(base, f"{place}, cover"),
            self.image(base, f"{place}, image"),
            self.document(base, f"{place}, document"),
        )

    def image(self, base, place):
        """Return an image of `base`, whose name, texts, tag and bytes are planted."""
        name = self._plant(f"{place}: file name")
        content = painted() + self._plant(f"{place}: bytes").encode()
        image = PortalImage.objects.create(
            **planted_texts(PortalImage, self._plant, place=place),
            file=ContentFile(content, name=f"{name}.png"),
            base=base,
            uploaded_by_user=self._uploader,
        )
        image.tags.add(self._plant(f"{place}: tag"))
        for size in SIZES:
            image.get_rendition(size)
        self._portal.note("image", CLOSED, image.pk)
        return image

    def document(self, base, place):
        """Return a document of `base`, whose name, title, tag and text are planted."""
        name = self._plant(f"{place}: file name")
        text = f"%PDF-1.7 {self._plant(f'{place}: text')}"
        document = PortalDocument.objects.create(
            **planted_texts(PortalDocument, self._plant, place=place),
            file=ContentFile(text.encode(), name=f"{name}.pdf"),
            base=base,
            uploaded_by_user=self._uploader,
        )
        document.tags.add(self._plant(f"{place}: tag"))
        self._read(document, place)
        self._portal.note("document", CLOSED, document.pk)
        self._portal.note("document file", CLOSED, (document.pk, document.filename))
        return document

    def _read(self, document, place):
        """Plant what was read in a document."""
        text = FileText.objects.get(pk=document.pk)
        text.state, text.page_count = FileText.State.READ, 1
        text.save()
        word = self._plant(f"{place}: text of a page")
        FilePage.objects.create(file_text=text, number=1, text=word)


def mark_renditions(portal):
    """Plant a word after the picture in each rendition there is, and note its address."""
    images = [pk for pk, situation in portal.values("image") if situation == CLOSED]
    for rendition in PortalRendition.objects.filter(image__in=images):
        word = portal.lexicon.plant(f"rendition of {rendition.image_id}: bytes")
        with open(rendition.file.path, "ab") as file:
            file.write(word.encode())
        name = rendition.file.name.rpartition("/")[2]
        portal.note("rendition file", CLOSED, (rendition.pk, name))


def painted():
    """Return the bytes of a picture."""
    picture = io.BytesIO()
    Image.new("RGB", (1300, 700), "teal").save(picture, "PNG")
    return picture.getvalue()
