"""Text with emphasis, lists and links."""

import re
from html import unescape

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# After these what follows is another word, as Wagtail reads them.
ENDING = re.compile(r"</(?:p|h\d|li|blockquote)>|<(?:br|hr)\s*/>", re.IGNORECASE)
FEATURES = ["bold", "italic", "h3", "h4", "ol", "ul", "link"]


class RichTextBlock(blocks.RichTextBlock):
    """Running text. Its titles are under those of sections."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(*args, **kwargs)

    def get_searchable_content(self, value):
        """Return what Wagtail does, at once where each `<` and `>` is of a plain tag.

        Its parser of HTML, which takes any text, took a tenth of the time of a rebuild.
        """
        said, tags = TAG.subn("", ENDING.sub(r"\g<0> ", value.source))
        if not tags == value.source.count("<") == value.source.count(">"):
            return super().get_searchable_content(value)
        return [unescape(said.strip())] if self.search_index else []

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "resources/blocks/rich_text.html"
        preview_value = (
            "<p>On ouvre le courriel d’essai envoyé la veille, puis chacun répond"
            " <b>à son voisin</b>.</p>"
        )
        description = _("Paragraphs, lists, links.")
