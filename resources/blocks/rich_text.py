"""Text with emphasis, lists and links."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["bold", "italic", "h3", "h4", "ol", "ul", "link"]


class RichTextBlock(blocks.RichTextBlock):
    """Running text. Its titles are under those of sections."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(*args, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "resources/blocks/rich_text.html"
        preview_value = (
            "<p>On ouvre le courriel d’essai envoyé la veille, puis chacun répond"
            " <b>à son voisin</b>.</p>"
        )
        description = _("Paragraphs, lists, links.")
