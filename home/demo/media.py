"""The images and documents of the demo portal: each is taken in once."""

from pathlib import Path

from django.core.files import File
from django.core.files.images import ImageFile

from bases.models import PortalDocument, PortalImage
from home.demo.content import FOLDER


def demo_image(name, *, alternative="", base=None):
    """Return the image of this file name, with the text that replaces it."""
    image = PortalImage.objects.filter(original_name=name).first()
    if image is None:
        with (FOLDER / "images" / name).open("rb") as content:
            image = PortalImage.objects.create(
                title=_title_of(name),
                description=alternative,
                is_decorative=not alternative,
                file=ImageFile(content, name=name),
                base=base,
            )
    return image


def demo_document(name, *, title="", base=None):
    """Return the document of this file name."""
    document = PortalDocument.objects.filter(original_name=name).first()
    if document is None:
        with (FOLDER / "files" / name).open("rb") as content:
            document = PortalDocument.objects.create(
                title=title or _title_of(name), file=File(content, name=name), base=base
            )
    return document


def _title_of(name):
    return Path(name).stem.replace("-", " ").capitalize()
