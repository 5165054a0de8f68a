"""What the home of a base shows besides its own fields: networks, sections of chosen pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

SECTION_TITLE_LENGTH = 100


class BaseNetwork(models.Model):
    """An account of a base on a network."""

    class Network(models.TextChoices):
        MASTODON = "mastodon", "Mastodon"
        PEERTUBE = "peertube", "PeerTube"
        LINKEDIN = "linkedin", "LinkedIn"
        FACEBOOK = "facebook", "Facebook"
        INSTAGRAM = "instagram", "Instagram"
        YOUTUBE = "youtube", "YouTube"
        BLUESKY = "bluesky", "Bluesky"
        OTHER = "other", _("another network")

    base = ParentalKey(
        "bases.BasePage", on_delete=models.CASCADE, related_name="networks"
    )
    network = models.CharField(_("network"), max_length=20, choices=Network)
    url = models.URLField(_("address"))

    panels = [FieldPanel("network"), FieldPanel("url")]

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_network_display()}: {self.url}"


class HomeSection(models.Model):
    """A section of the page of a base: a plain row, so that a revision never writes over it.

    Written by `bases.sections` and by nothing else.
    """

    base = models.ForeignKey(
        "bases.BasePage", on_delete=models.CASCADE, related_name="home_sections"
    )
    title = models.CharField(_("title"), max_length=SECTION_TITLE_LENGTH)
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section of a base")
        verbose_name_plural = _("sections of bases")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class SectionItem(models.Model):
    """The place of a fiche or a collection in a section of its base."""

    section = models.ForeignKey(
        HomeSection, on_delete=models.CASCADE, related_name="items"
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="section_items")
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("item of a section")
        verbose_name_plural = _("items of sections")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "page"], name="a_page_stands_once_in_a_section"
            )
        ]

    def __str__(self):
        return f"{self.position}. {self.page}"
