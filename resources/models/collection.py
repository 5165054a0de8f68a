"""Collections: fiches, gathered in an order and with a note."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.models import Page

from bases.admin.naming import ImageChooser
from bases.models import AbstractListedPage


class CollectionPage(AbstractListedPage):
    """An ordered choice of fiches, from any base."""

    summary = models.CharField(
        _("summary"),
        max_length=560,
        blank=True,
        help_text=_("One to three sentences: what listings and search results show."),
    )

    kind = "collection"
    parent_page_types = ["bases.BasePage"]
    subpage_types = []
    template = "resources/collection_page.html"
    content_panels = [
        *AbstractListedPage.content_panels,
        FieldPanel("cover", widget=ImageChooser),
        HelpPanel(
            template="resources/admin/items_panel.html", heading=capfirst(_("fiches"))
        ),
    ]

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def get_context(self, request, *args, **kwargs):
        from resources import reading

        context = super().get_context(request, *args, **kwargs)
        context.update(reading.collection_context(self, request))
        return context


class CollectionItem(models.Model):
    """A fiche's place in a collection: a plain row, so that a revision never writes over it."""

    collection = models.ForeignKey(
        CollectionPage,
        on_delete=models.CASCADE,
        related_name="items",
        verbose_name=_("collection"),
    )
    item = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        related_name="collection_items",
        verbose_name=_("fiche"),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("item of a collection")
        verbose_name_plural = _("items of collections")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "item"], name="a_fiche_stands_once_in_a_collection"
            )
        ]

    def __str__(self):
        return f"{self.position}. {self.item}"
