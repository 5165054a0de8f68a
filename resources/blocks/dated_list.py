"""A list of dated entries, such as a newsletter month by month."""

from datetime import date
from itertools import groupby

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .rich_text import RichTextBlock


class EntryBlock(blocks.StructBlock):
    """One entry of the list."""

    date = blocks.DateBlock(label=_("date"))
    title = blocks.CharBlock(label=_("title"), max_length=150)
    text = RichTextBlock(label=_("text"), required=False, template=None)
    url = blocks.URLBlock(label=_("address"), required=False)

    class Meta:
        icon = "date"
        label = _("Entry")
        label_format = "{date} {title}"


class DatedListValue(blocks.StructValue):
    """What a template and the list of contents ask of a dated list."""

    @property
    def heading(self):
        """The title of the list, which opens a section."""
        return self.get("title", "")

    @property
    def by_month(self):
        """The entries, latest first, as `[(first day of the month, [entry, …]), …]`."""
        entries = sorted(self["entries"], key=lambda entry: entry["date"], reverse=True)
        return [
            (month, list(same)) for month, same in groupby(entries, key=_first_of_month)
        ]


class DatedListBlock(blocks.StructBlock):
    """Entries with a date: a newsletter month by month, a log, an agenda."""

    title = blocks.CharBlock(label=_("title"), max_length=120, required=False)
    entries = blocks.ListBlock(EntryBlock(), label=_("entries"), min_num=1)

    class Meta:
        icon = "calendar-alt"
        label = _("Dated list")
        label_format = "{title} {entries}"
        template = "resources/blocks/dated_list.html"
        value_class = DatedListValue
        preview_value = {
            "title": "Les lettres de l’année",
            "entries": [
                {"date": date(2026, 3, 1), "title": "Lettre de mars 2026"},
                {"date": date(2026, 2, 1), "title": "Lettre de février 2026"},
            ],
        }
        description = _("A newsletter month by month, or any entries with a date.")


def _first_of_month(entry):
    return entry["date"].replace(day=1)
