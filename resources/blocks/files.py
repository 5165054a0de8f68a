"""Files to download."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from bases.admin.naming import NamedDocumentBlock


class FileValue(blocks.StructValue):
    """What a template asks of a file."""

    @property
    def name(self):
        """The title typed here, or the document's own."""
        return self.get("title") or self["document"].title

    @property
    def format(self):
        """The extension of the file, in capitals."""
        return self["document"].file_extension.upper()


class FileBlock(blocks.StructBlock):
    """One file, with a title and a legend."""

    document = NamedDocumentBlock(label=_("file"))
    title = blocks.CharBlock(label=_("title"), max_length=150, required=False)
    legend = blocks.CharBlock(label=_("legend"), max_length=255, required=False)

    class Meta:
        icon = "doc-full"
        label = _("File")
        label_format = "{title} {document}"
        value_class = FileValue


class FilesBlock(blocks.StructBlock):
    """One or several files to download."""

    files = blocks.ListBlock(FileBlock(), label=_("files"), min_num=1)

    class Meta:
        icon = "download"
        label = _("Files")
        label_format = "{files}"
        template = "resources/blocks/files.html"
        preview_template = "resources/blocks/previews/files.html"
        description = _("Documents to download, with their type and size.")
