"""A remark set apart."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .rich_text import RichTextBlock


class CalloutBlock(blocks.StructBlock):
    """A remark set apart from the text: a note, a tip, or something to mind."""

    tone = blocks.ChoiceBlock(
        label=_("tone"),
        choices=[("note", _("Note")), ("tip", _("Tip")), ("warning", _("Mind"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("title"), max_length=120, required=False)
    text = RichTextBlock(label=_("text"), template=None)

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        label_format = "{title} {text}"
        template = "resources/blocks/callout.html"
        preview_value = {
            "tone": "tip",
            "title": "À prévoir",
            "text": "<p>Créer les adresses la veille.</p>",
        }
        description = _("A remark that must not be missed.")
