"""An image in the text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from bases.admin.naming import NamedImageBlock


class ImageValue(blocks.StructValue):
    """What a template asks of an image."""

    @property
    def alternative(self):
        """The words that replace the image here: typed in this place, or the image's own."""
        return self.get("alternative_text") or self["image"].default_alt_text


class ImageBlock(blocks.StructBlock):
    """An image with a caption. Its own text says what it shows, unless another is typed here."""

    image = NamedImageBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("caption"), max_length=255, required=False)
    alternative_text = blocks.CharBlock(
        label=_("text that replaces the image here"),
        max_length=255,
        required=False,
        help_text=_("Empty: the text of the image, or nothing if it is decorative."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{caption} {image}"
        template = "resources/blocks/image.html"
        preview_template = "resources/blocks/previews/image.html"
        value_class = ImageValue
        description = _("A picture or a drawing, with a caption.")
