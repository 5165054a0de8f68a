"""Somebody's words."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, who said them, and where."""

    text = blocks.TextBlock(label=_("words"), max_length=1000, rows=3)
    author = blocks.CharBlock(label=_("who"), max_length=150, required=False)
    source = blocks.CharBlock(label=_("where"), max_length=255, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        label_format = "{text}"
        template = "resources/blocks/quote.html"
        preview_value = {
            "text": "Au bout de trois séances, elle envoyait ses photos toute seule.",
            "author": "une médiatrice",
        }
        description = _("Words said or written by somebody.")
