"""The fiche ressource."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.search import index

from bases.fields import StreamField
from bases.levels import Level
from bases.models import AbstractListedPage, BasePage, PortalDocument, PortalImage
from resources import panels
from resources.blocks import ResourceStreamBlock
from resources.forms import ResourcePageForm
from resources.sections import passages_of
from taxonomy.models import (
    ActorType,
    Audience,
    Keyword,
    Licence,
    Nature,
    Territory,
    Theme,
)


class ResourceKeyword(ItemBase):
    """A keyword on a fiche."""

    tag = models.ForeignKey(
        Keyword, on_delete=models.CASCADE, related_name="resource_keywords"
    )
    content_object = ParentalKey(
        "resources.ResourcePage",
        on_delete=models.CASCADE,
        related_name="resource_keywords",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tag", "content_object"], name="one_row_per_keyword_and_fiche"
            )
        ]


class ResourcePage(AbstractListedPage):
    """A fiche: texts, files, links and tutorials about one thing, ready to use."""

    body = StreamField(ResourceStreamBlock(), blank=True, verbose_name=_("content"))
    themes = ParentalManyToManyField(
        Theme, related_name="resources", verbose_name=_("themes")
    )
    natures = ParentalManyToManyField(
        Nature, blank=True, related_name="resources", verbose_name=_("types of resource")
    )
    beneficiaries = ParentalManyToManyField(
        Audience,
        blank=True,
        related_name="resources_for_beneficiaries",
        limit_choices_to={"group": Audience.Group.BENEFICIARIES},
        verbose_name=_("for which public"),
    )
    professionals = ParentalManyToManyField(
        Audience,
        blank=True,
        related_name="resources_for_professionals",
        limit_choices_to={"group": Audience.Group.PROFESSIONALS},
        verbose_name=_("useful to"),
    )
    keywords = ClusterTaggableManager(
        through=ResourceKeyword, blank=True, verbose_name=_("keywords")
    )
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    duration = models.PositiveSmallIntegerField(
        _("duration"), null=True, blank=True, help_text=_("In minutes.")
    )
    material = models.CharField(_("material"), max_length=255, blank=True)
    language = models.CharField(
        _("language"),
        max_length=10,
        default="fr",
        choices=[
            ("fr", _("French")),
            ("en", _("English")),
            ("ar", _("Arabic")),
            ("es", _("Spanish")),
            ("pt", _("Portuguese")),
            ("tr", _("Turkish")),
            ("uk", _("Ukrainian")),
            ("ru", _("Russian")),
            ("fsl", _("French sign language")),
            ("mul", _("several languages")),
        ],
    )
    territory = models.ForeignKey(
        Territory,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resources",
        verbose_name=_("territory"),
    )
    licence = models.ForeignKey(
        Licence,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="resources",
        verbose_name=_("licence"),
        help_text=_("Empty: the licence of the base."),
    )

    kind = "resource"
    read_with = ("territory", "licence", "rendered_body")
    parent_page_types = ["bases.BasePage"]
    subpage_types = []
    base_form_class = ResourcePageForm
    template = "resources/resource_page.html"
    edit_handler = panels.resource_edit_handler()
    search_fields = [*AbstractListedPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("fiche")
        verbose_name_plural = _("fiches")

    def get_context(self, request, *args, **kwargs):
        from resources import reading

        context = super().get_context(request, *args, **kwargs)
        context.update(reading.fiche_context(self, request))
        return context

    def card_values(self):
        return {
            "theme": _first(self.themes),
            "nature": _first(self.natures),
            "level": self.level,
            "duration": self.duration,
        }

    def facets(self):
        audiences = _ids(self.beneficiaries) + _ids(self.professionals)
        return {
            "theme": _ids(self.themes),
            "nature": _ids(self.natures),
            "audience": audiences,
            "territory": [self.territory_id] if self.territory_id else [],
            "licence": [self.licence_id] if self.licence_id else [],
            "level": [self.level] if self.level else [],
            "language": [self.language],
            "keyword": [tag.pk for tag in self.keywords.all() if not tag.forbidden],
        }

    def shown_images(self):
        return super().shown_images() | self._shown(PortalImage)

    def shown_documents(self):
        return self._shown(PortalDocument)

    def searched_passages(self):
        return [("", "", self.material), *passages_of(self.body)]

    def _shown(self, model):
        references = self.body.stream_block.extract_references(self.body)
        return {int(pk) for found, pk, *_paths in references if found is model}


class ExternalProducer(models.Model):
    """An organisation outside the portal that made a fiche."""

    page = ParentalKey(
        ResourcePage, on_delete=models.CASCADE, related_name="external_producers"
    )
    name = models.CharField(_("name"), max_length=150)
    website = models.URLField(_("website"), blank=True)
    actor_type = models.ForeignKey(
        ActorType,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="external_producers",
        verbose_name=_("actor type"),
    )

    class Meta:
        verbose_name = _("external producer")
        verbose_name_plural = _("external producers")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class ProducingBase(models.Model):
    """Another base of the portal that made a fiche with its own."""

    page = ParentalKey(
        ResourcePage, on_delete=models.CASCADE, related_name="producing_bases"
    )
    base = models.ForeignKey(
        BasePage,
        on_delete=models.CASCADE,
        related_name="coproductions",
        verbose_name=_("base"),
    )

    class Meta:
        verbose_name = _("producing base")
        verbose_name_plural = _("producing bases")
        ordering = ["pk"]

    def __str__(self):
        return str(self.base)


class CoAuthor(models.Model):
    """Who wrote a fiche, in the words that the fiche prints."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="co_authors")
    name = models.CharField(_("name"), max_length=150)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class RenderedBody(models.Model):
    """The HTML of a published fiche's content, with placeholders for what depends on the reader.

    Written by `resources.rendering` and by nothing else.
    """

    page = models.OneToOneField(
        ResourcePage,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="rendered_body",
    )
    html = models.TextField()
    contents = models.JSONField(default=list)

    def __str__(self):
        return str(self.page_id)


def _first(terms):
    return min(terms.all(), key=lambda term: (term.position, term.pk), default=None)


def _ids(terms):
    return [term.pk for term in terms.all()]
