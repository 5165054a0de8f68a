"""The front page, and the editorial pages: help, legal notices, accessibility."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from bases.fields import StreamField
from bases.models import AbstractPortalPage
from home.blocks import EditorialStreamBlock
from resources.rendering import rendered_now


class HomePage(AbstractPortalPage):
    """The front page: a promise, a search field, what editorial teams feature."""

    promise = models.CharField(
        _("promise"), max_length=80, default="Ne repartez pas de zéro :"
    )
    promise_marked = models.CharField(
        _("end of the promise, underlined"),
        max_length=80,
        default="quelqu’un l’a déjà fait",
    )
    introduction = models.CharField(
        _("introduction"),
        max_length=300,
        default=(
            "Ateliers, mémos, kits, modèles : les ressources que les professionnels"
            " de la médiation numérique partagent entre eux."
        ),
    )
    search_examples = models.CharField(
        _("examples of searches"),
        max_length=200,
        blank=True,
        default="mot de passe, smartphone, écrans et enfants",
        help_text=_("Separated by commas."),
    )

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("promise"),
                FieldPanel("promise_marked"),
                FieldPanel("introduction"),
                FieldPanel("search_examples"),
            ],
            heading=capfirst(_("welcome")),
        ),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs):
        from home import front

        context = super().get_context(request, *args, **kwargs)
        context.update(front.front_context(self, request))
        return context

    def examples(self):
        """Return the searches that the front page proposes."""
        return [
            example.strip()
            for example in self.search_examples.split(",")
            if example.strip()
        ]


class EditorialPage(AbstractPortalPage):
    """A page of the portal itself: help, legal notices, accessibility, personal data."""

    body = StreamField(EditorialStreamBlock(), blank=True, verbose_name=_("content"))
    in_footer = models.BooleanField(_("listed at the foot of pages"), default=False)

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/editorial_page.html"
    content_panels = [
        *AbstractPortalPage.content_panels,
        FieldPanel("body"),
        FieldPanel("in_footer"),
    ]
    search_fields = [*AbstractPortalPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("editorial page")
        verbose_name_plural = _("editorial pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["body"], context["contents"] = rendered_now(request.user, self.body)
        return context
