"""The content of a fiche."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .callout import CalloutBlock
from .dated_list import DatedListBlock
from .files import FilesBlock
from .image import ImageBlock
from .link import LinkBlock
from .quote import QuoteBlock
from .rich_text import RichTextBlock
from .section_title import SectionTitleBlock
from .table import TableBlock
from .tutorial import TutorialBlock

WRITING = _("Writing")
SHARING = _("Sharing")
LAYING_OUT = _("Laying out")


class ResourceStreamBlock(blocks.StreamBlock):
    """What a fiche may hold. The names are stored in every fiche: they never change."""

    section_title = SectionTitleBlock(group=WRITING)
    rich_text = RichTextBlock(group=WRITING)
    tutorial = TutorialBlock(group=WRITING)
    files = FilesBlock(group=SHARING)
    link = LinkBlock(group=SHARING)
    image = ImageBlock(group=SHARING)
    callout = CalloutBlock(group=LAYING_OUT)
    quote = QuoteBlock(group=LAYING_OUT)
    table = TableBlock(group=LAYING_OUT)
    dated_list = DatedListBlock(group=LAYING_OUT)
