"""Photos of people: what was sent is drawn again, small, without what else the file tells."""

import secrets
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FOLDER = "portraits/"
SIDE = 512
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


def portrait_name(profile, filename):
    """Return a name drawn at random: it tells nothing of the person, nor of their file."""
    return f"{FOLDER}{secrets.token_hex(20)}.webp"


def portrait_from(upload):
    """Return the square portrait drawn from what somebody sent; refuse what is no photo.

    The position, the device and the date that a photo carries stay out of it.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_("This photo is too heavy: send one of 10 MB at most."))
    try:
        with Image.open(upload, formats=FORMATS) as photo:
            if photo.width * photo.height > MAX_PIXELS:
                raise ValidationError(
                    _("This photo is too large: send one of 50 million pixels at most.")
                )
            drawn = _square(photo)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise ValidationError(
            _("This file is not a photo that can be read: send a JPEG, PNG or WebP file.")
        ) from broken
    written = BytesIO()
    drawn.save(written, "WEBP", quality=82)
    return ContentFile(written.getvalue(), name="portrait.webp")


def _square(photo):
    upright = ImageOps.exif_transpose(photo).convert("RGBA")
    ground = Image.new("RGBA", upright.size, "white")
    ground.alpha_composite(upright)
    return ImageOps.fit(ground.convert("RGB"), (SIDE, SIDE))
