"""The title of a section, and its anchor."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class SectionTitleValue(blocks.StructValue):
    """What the list of contents asks of a block that opens a section."""

    @property
    def heading(self):
        """The words of the title."""
        return self.get("text", "")


class SectionTitleBlock(blocks.StructBlock):
    """The title of a section: it stands in the list of contents and can be linked to."""

    text = blocks.CharBlock(label=_("title"), max_length=120)

    class Meta:
        icon = "title"
        label = _("Section title")
        label_format = "{text}"
        template = "resources/blocks/section_title.html"
        value_class = SectionTitleValue
        preview_value = {"text": "Déroulé de la séance"}
        description = _("Opens a part of the fiche and shows in its contents list.")
