"""Links to pages in rich text: placeholders, filled for who reads."""

from wagtail.rich_text.pages import PageLinkHandler

from bases.placeholders import SCHEME


class PlaceholderLinkHandler(PageLinkHandler):
    """A link to a page of the portal, whose address is known when the page is read."""

    @classmethod
    def expand_db_attributes(cls, attrs):
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [f'<a href="{SCHEME}{int(attrs["id"])}">' for attrs in attrs_list]
