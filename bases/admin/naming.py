"""Choosers in forms: what is chosen already is named to those who may read it, and to them only.

A form is also shown again after it was sent: what it names must not be told by its number.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.panels import PageChooserPanel
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.widgets import AdminImageChooser

from accounts.ids import names_an_id
from bases.admin.asking import who_asks
from bases.admin.known import may_name


def is_named_here(thing):
    """Say whether who uses the admin now may know how a page or a file is called."""
    user = who_asks()
    return user is not None and may_name(user, thing)


class NamingMixin:
    """A chooser that keeps what was chosen, without a name where the person may not know it."""

    def get_instance(self, value):
        if isinstance(value, str) and not names_an_id(value):
            return None
        return super().get_instance(value)

    def get_value_data_from_instance(self, instance):
        if is_named_here(instance):
            return super().get_value_data_from_instance(instance)
        return {
            "id": instance.pk,
            "edit_url": None,
            "parent_id": None,
            self.display_title_key: _("Something that you may not read"),
            "preview": {"url": "", "width": 0, "height": 0},
            "default_alt_text": "",
            "url": "",
            "filename": "",
        }


class PageChooser(NamingMixin, AdminPageChooser):
    """Chooses a page."""


class ImageChooser(NamingMixin, AdminImageChooser):
    """Chooses an image."""


class DocumentChooser(NamingMixin, AdminDocumentChooser):
    """Chooses a document."""


class NamedPagePanel(PageChooserPanel):
    """The panel of a field that names a page."""

    def get_form_options(self):
        options = super().get_form_options()
        stock = options["widgets"][self.field_name]
        options["widgets"][self.field_name] = PageChooser(
            target_models=stock.target_models, can_choose_root=stock.can_choose_root
        )
        return options


class NamingBlockMixin:
    """A block that names what was chosen, also where versions are compared."""

    def render_basic(self, value, context=None):
        if value and not is_named_here(value):
            return _("Something that you may not read")
        return super().render_basic(value, context)


class NamedPageBlock(NamingBlockMixin, blocks.PageChooserBlock):
    """A page, chosen."""

    @cached_property
    def widget(self):
        return PageChooser(
            target_models=self.target_models, can_choose_root=self.can_choose_root
        )


class NamedImageBlock(NamingBlockMixin, ImageChooserBlock):
    """An image, chosen."""

    @cached_property
    def widget(self):
        return ImageChooser()


class NamedDocumentBlock(NamingBlockMixin, DocumentChooserBlock):
    """A document, chosen."""

    @cached_property
    def widget(self):
        return DocumentChooser()
