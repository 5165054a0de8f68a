"""A tutorial, step by step."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from bases.levels import Level

from .rich_text import RichTextBlock


class StepBlock(blocks.StructBlock):
    """One step: what to do, and what it looks like."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    text = RichTextBlock(label=_("text"), required=False, template=None)
    image = ImageChooserBlock(label=_("image"), required=False)
    duration = blocks.IntegerBlock(
        label=_("duration"), required=False, min_value=1, help_text=_("In minutes.")
    )

    class Meta:
        icon = "order"
        label = _("Step")
        label_format = "{title}"


class TutorialValue(blocks.StructValue):
    """What a template and the list of contents ask of a tutorial."""

    @property
    def heading(self):
        """The title of the tutorial, which opens a section."""
        return self.get("title", "")


class TutorialBlock(blocks.StructBlock):
    """Steps to follow one by one. What the fiche says already need not be said again."""

    title = blocks.CharBlock(label=_("title"), max_length=120, required=False)
    material = blocks.CharBlock(label=_("material"), max_length=255, required=False)
    duration = blocks.IntegerBlock(
        label=_("duration"), required=False, min_value=1, help_text=_("In minutes.")
    )
    level = blocks.ChoiceBlock(label=_("level"), choices=Level.choices, required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Tutorial")
        label_format = "{title} {steps}"
        template = "resources/blocks/tutorial.html"
        value_class = TutorialValue
        preview_value = {
            "title": "Répondre à un courriel",
            "duration": 40,
            "steps": [
                {
                    "title": "Ouvrir le message",
                    "text": "<p>Dans la boîte de réception.</p>",
                },
                {
                    "title": "Choisir « Répondre »",
                    "text": "<p>La flèche vers la gauche.</p>",
                },
            ],
        }
        description = _("Material, duration, then numbered steps with text and images.")
