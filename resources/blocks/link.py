"""A link, with a card typed by hand."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from bases.admin.naming import NamedPageBlock
from bases.placeholders import page_placeholder


class LinkValue(blocks.StructValue):
    """What a template asks of a link, wherever the link leads."""

    @property
    def href(self):
        """The address, or the placeholder of a page that is filled for who reads."""
        page = self.get("page")
        return page_placeholder(page) if page else self.get("url")

    @property
    def is_external(self):
        """Whether the link leaves the portal."""
        return not self.get("page")


class LinkBlock(blocks.StructBlock):
    """A link to one page of the portal, or to one address outside it.

    Its title is always typed: a closed page must not lend its own.
    """

    title = blocks.CharBlock(label=_("title"), max_length=150)
    page = NamedPageBlock(required=False, label=_("page of the portal"))
    url = blocks.URLBlock(required=False, label=_("or address elsewhere"))
    description = blocks.TextBlock(
        required=False, label=_("in a sentence"), max_length=300, rows=2
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{title}"
        template = "resources/blocks/link.html"
        value_class = LinkValue
        preview_value = {
            "title": "Les services publics en ligne",
            "url": "https://www.service-public.fr/",
            "description": "Le site officiel des démarches et de leurs pièces.",
        }
        description = _("A page of the portal or of the web, with a card.")

    def clean(self, value):
        value = super().clean(value)
        if bool(value.get("page")) == bool(value.get("url")):
            error = ValidationError(
                _("Choose a page of the portal, or type one address.")
            )
            raise StructBlockValidationError({"url": error})
        return value
