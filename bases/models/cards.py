"""The rows derived from pages: what listings show and filter, and the files that pages show."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from taxonomy.models import Nature, Theme

# What nobody sees, a draft or what is in the bin, stands in no listing.
SHOWN = models.Q(live=True, in_bin=False)
# What decides who sees a card stands in each index too: those that a reader may not see are
# counted and passed over without their row being read. SQLite wants there what `SHOWN` says.
WHO_SEES = ["rule", "expire_at", "live", "in_bin", "listed"]


class Card(models.Model):
    """What is known of a page without loading it: its line in listings, and its rule.

    Every page has one, published or not. A page without a card is closed.
    Written by `bases.cards` and by nothing else.
    """

    class Kind(models.TextChoices):
        RESOURCE = "resource", _("fiche")
        BASE = "base", _("base")
        COLLECTION = "collection", _("collection")
        NONE = "", _("other page")

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="card"
    )
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    base = models.ForeignKey(
        "bases.BasePage", null=True, on_delete=models.CASCADE, related_name="cards"
    )
    # Its index is of closed pages alone: one of all would be taken for a short way to what is open.
    rule = models.ForeignKey(
        "bases.ReadingRule",
        null=True,
        on_delete=models.PROTECT,
        related_name="cards",
        db_index=False,
    )
    live = models.BooleanField(default=False)
    # Whether it, or a page above it, was deleted and waits in the bin: nobody sees it.
    in_bin = models.BooleanField(default=False)
    # Whether lists of its kind name it: not a workbench in which nothing is open to all.
    listed = models.BooleanField(default=True)
    expire_at = models.DateTimeField(null=True)
    first_published_at = models.DateTimeField(null=True)
    last_published_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=560, blank=True)
    cover_url = models.CharField(max_length=500, blank=True)
    theme = models.ForeignKey(
        Theme, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    nature = models.ForeignKey(
        Nature, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    level = models.CharField(max_length=20, blank=True)
    duration = models.PositiveIntegerField(null=True)
    # What it is filtered by, one character a value: see `bases.codes`.
    codes = models.TextField(blank=True)
    # Whether staff certify the base whose card it is.
    certified = models.BooleanField(default=False)

    class Meta:
        # Each listing walks one of them in its order.
        indexes = [
            models.Index(
                fields=["rule"],
                condition=models.Q(rule__isnull=False),
                name="card_by_rule",
            ),
            models.Index(
                fields=["kind", "-first_published_at", "-page", *WHO_SEES],
                condition=SHOWN,
                name="card_by_date",
            ),
            models.Index(
                fields=["kind", "title", "page", *WHO_SEES],
                condition=SHOWN,
                name="card_by_title",
            ),
            models.Index(
                fields=["base", "kind", "-first_published_at", "-page", *WHO_SEES],
                condition=SHOWN,
                name="card_by_base",
            ),
        ]

    def __str__(self):
        return self.title


# What a base holds: what its team writes.
CONTENTS = (Card.Kind.RESOURCE, Card.Kind.COLLECTION)


class CardFacet(models.Model):
    """One value that a page is filtered by: the id of a term, or a code."""

    class Facet(models.TextChoices):
        THEME = "theme"
        NATURE = "nature"
        AUDIENCE = "audience"
        TERRITORY = "territory"
        LICENCE = "licence"
        LEVEL = "level"
        LANGUAGE = "language"
        KEYWORD = "keyword"

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="facets")
    facet = models.CharField(max_length=20, choices=Facet)
    value = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "value", "card"], name="one_row_per_facet_value"
            )
        ]

    def __str__(self):
        return f"{self.facet}: {self.value}"


class FileUse(models.Model):
    """A published page that shows an image or gives a document: its readers may open it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="file_uses")
    image = models.ForeignKey(
        "bases.PortalImage", null=True, on_delete=models.CASCADE, related_name="uses"
    )
    document = models.ForeignKey(
        "bases.PortalDocument", null=True, on_delete=models.CASCADE, related_name="uses"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image__isnull=True) ^ models.Q(document__isnull=True),
                name="a_use_is_of_one_file",
            ),
        ]

    def __str__(self):
        return f"{self.page_id}: {self.image_id or self.document_id}"
