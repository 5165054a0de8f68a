"""What editorial pages are made of: some of the blocks of fiches."""

from wagtail import blocks

from resources.blocks.callout import CalloutBlock
from resources.blocks.link import LinkBlock
from resources.blocks.rich_text import RichTextBlock
from resources.blocks.section_title import SectionTitleBlock


class EditorialStreamBlock(blocks.StreamBlock):
    """The content of an editorial page, under the names that fiches use."""

    section_title = SectionTitleBlock()
    rich_text = RichTextBlock()
    callout = CalloutBlock()
    link = LinkBlock()
