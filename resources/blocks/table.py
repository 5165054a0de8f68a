"""A table."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class TableBlock(TypedTableBlock):
    """Rows and columns, with a caption."""

    def __init__(self, **kwargs):
        columns = [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.FloatBlock(label=_("Number"), required=False)),
        ]
        super().__init__(columns, **kwargs)

    def deconstruct(self):
        return "resources.blocks.table.TableBlock", [], {}

    class Meta:
        icon = "table"
        label = _("Table")
        template = "resources/blocks/table.html"
        preview_value = {
            "caption": "Le matériel, par personne",
            "columns": [
                {"type": "text", "heading": "Matériel"},
                {"type": "number", "heading": "Nombre"},
            ],
            "rows": [{"values": ["Tablette", 1]}, {"values": ["Stylet", 2]}],
        }
        description = _("Rows and columns, with their titles.")
