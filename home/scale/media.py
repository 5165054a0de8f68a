"""Files of a large portal: rows of their own for each base, whose content is stored once."""

from bases.cards import COVER_SIZE
from bases.models import PortalDocument, PortalImage, PortalRendition
from bases.texts.reading import read_waiting
from bases.texts.waiting import ask_for_texts
from bases.wagtail_rows import write_rows_of_wagtail
from home.demo.content import FOLDER
from home.demo.media import demo_document, demo_image

KINDS_OF_EACH = 6
# The sizes in which pages show an image: as a cover, and in the text.
SIZES = (COVER_SIZE, "max-1280x1280|format-webp")


class Media:
    """Gives bases images and documents that are copies of a few real ones."""

    def __init__(self, rng):
        self.rng = rng
        self.documents = [demo_document(name) for name in _names("files")]
        for document in self.documents:
            document.get_file_size()  # measured, and kept, when it is first asked for
        list(read_waiting())  # their copies are taken for read, with the same pages
        self.images = [demo_image(name) for name in _names("images")]
        self.renditions = {
            image.pk: [image.get_rendition(size) for size in SIZES]
            for image in self.images
        }

    def documents_for(self, bases):
        """Return `{base_id: [document, …]}`: for most of `bases`, one to three."""
        copies = [
            _copy(self.rng.choice(self.documents), base)
            for base in bases
            for _document in range(self.rng.choice([0, 1, 1, 2, 3]))
        ]
        ask_for_texts(_inserted(PortalDocument, copies))
        return _by_base(copies)

    def images_for(self, bases):
        """Return `{base_id: [image, …]}`: for half of `bases`, one with its renditions."""
        originals = {}
        for base in self.rng.sample(bases, len(bases) // 2):
            originals[base.pk] = original = self.rng.choice(self.images)
            originals[base.pk] = (original, _copy(original, base))
        images = _inserted(PortalImage, [copy for _original, copy in originals.values()])
        renditions = []
        for original, image in originals.values():
            image.prefetched_renditions = [
                _rendition_of(image, like) for like in self.renditions[original.pk]
            ]
            renditions += image.prefetched_renditions
        PortalRendition.objects.bulk_create(renditions)
        return _by_base(images)


def _names(folder):
    return sorted(path.name for path in (FOLDER / folder).iterdir())[:KINDS_OF_EACH]


def _copy(file, base):
    """Return an unsaved copy of a file, of `base`; it opens the content that is stored already."""
    values = {
        field.attname: getattr(file, field.attname)
        for field in file._meta.concrete_fields
        if not field.primary_key and field.name != "base"
    }
    return type(file)(base_id=base.pk, **values)


def _rendition_of(image, like):
    return PortalRendition(
        image=image,
        filter_spec=like.filter_spec,
        focal_point_key=like.focal_point_key,
        file=like.file.name,
        width=like.width,
        height=like.height,
    )


def _inserted(model, files):
    model.objects.bulk_create(files)
    write_rows_of_wagtail(files)
    return files


def _by_base(files):
    found = {}
    for file in files:
        found.setdefault(file.base_id, []).append(file)
    return found
