"""Pages that texts and fields name, where they are edited and where versions are compared."""

from django.db.models import ForeignKey
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.compare import ForeignObjectComparison, register_comparison_class
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.models import Page

from bases.admin.naming import is_named_here


class NamedPageLinkHandler(PageLinkElementHandler):
    """A link to a page in the text that is edited: its address is for those who may read it."""

    def get_attribute_data(self, attrs):
        page = Page.objects.filter(pk=attrs["id"]).first()
        if page is None or is_named_here(page):
            return super().get_attribute_data(attrs)
        return {"id": page.pk, "url": None, "parentId": None}


class NamedPageComparison(ForeignObjectComparison):
    """Compares the pages that two versions name, without the name of what one may not read."""

    def htmldiff(self):
        named = [page for page in self.get_objects() if page]
        if all(map(is_named_here, named)):
            return super().htmldiff()
        return escape(_("Something that you may not read"))


def register_comparisons():
    """Compare the pages that fields name by our class."""
    register_comparison_class(ForeignKey, to=Page, comparison_class=NamedPageComparison)
