"""The pages of bases."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from bases.admin.naming import ImageChooser
from bases.home import home_context
from bases.inside import asks_inside
from bases.listing import named_bases, page_of_cards
from bases.models.access import BaseSettings
from bases.models.portal_page import AbstractListedPage, AbstractPortalPage
from bases.next_steps import has_company
from bases.workbenches import is_shell_for
from taxonomy.models import ActorType, Licence, Territory

BASES_PER_PAGE = 24


class BaseIndexPage(AbstractPortalPage):
    """The list of bases, at /bases/."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["bases.BasePage"]
    template = "bases/base_index_page.html"

    class Meta:
        verbose_name = _("list of bases")
        verbose_name_plural = _("lists of bases")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["page_obj"] = page_of_cards(
            named_bases(request.user), request, per_page=BASES_PER_PAGE
        )
        return context


class BasePage(AbstractListedPage):
    """The front door of a base: the space where one organisation publishes."""

    description = RichTextField(
        _("description"),
        blank=True,
        features=["bold", "italic", "h3", "ol", "ul", "link"],
    )
    audience = models.CharField(
        _("for whom it is"),
        max_length=200,
        blank=True,
        help_text=_("A few words: who will find here what they need."),
    )
    logo = models.ForeignKey(
        "bases.PortalImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_shown = models.BooleanField(
        _("show the contact e-mail"),
        default=False,
        help_text=_("Unless it is ticked, the address is printed nowhere."),
    )
    website = models.URLField(_("website"), blank=True)
    territory = models.ForeignKey(
        Territory,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bases",
        verbose_name=_("territory"),
    )
    actor_types = ParentalManyToManyField(
        ActorType, blank=True, related_name="bases", verbose_name=_("actor types")
    )
    licence = models.ForeignKey(
        Licence,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bases",
        verbose_name=_("licence of what is new"),
    )

    kind = "base"
    read_with = ("territory", "logo", "settings")
    parent_page_types = ["bases.BaseIndexPage"]
    template = "bases/base_page.html"
    content_panels = [
        *AbstractListedPage.content_panels,
        FieldPanel("audience"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("logo", widget=ImageChooser),
                FieldPanel("cover", widget=ImageChooser),
            ],
            heading=capfirst(_("images")),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("contact_shown"),
                FieldPanel("website"),
                InlinePanel("networks", label=_("network")),
            ],
            heading=capfirst(_("contact")),
        ),
        MultiFieldPanel(
            [
                FieldPanel("territory"),
                FieldPanel("actor_types"),
                FieldPanel("licence"),
            ],
            heading=capfirst(_("what it is")),
        ),
    ]
    search_fields = [*AbstractListedPage.search_fields, index.SearchField("description")]

    class Meta:
        verbose_name = _("base")
        verbose_name_plural = _("bases")

    @classmethod
    def for_reading(cls):
        return super().for_reading().annotate(has_company=has_company())

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context.update(home_context(self, request))
        return context

    @property
    def is_certified(self):
        """Whether staff certify this base: its settings say it, outside of its revisions."""
        settings = BaseSettings.objects.filter(base=self.pk)
        return settings.filter(certified_at__isnull=False).exists()

    def get_template(self, request, *args, **kwargs):
        if is_shell_for(request.user, self):
            return "bases/workbench_shell.html"
        if asks_inside(request):
            return "bases/base_fiches.html"
        return super().get_template(request, *args, **kwargs)

    def facets(self):
        return {"territory": [self.territory_id] if self.territory_id else []}

    def shown_images(self):
        return super().shown_images() | ({self.logo_id} - {None})

    def searched_passages(self):
        return [("", "", self.audience), ("", "", self.description)]
