"""Images and documents: what was uploaded, by which base, and its fingerprint."""

from pathlib import PurePath

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index


class AbstractPortalFile(models.Model):
    """What images and documents share: their base, their first name, their content's hash."""

    base = models.ForeignKey(
        "bases.BasePage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("base"),
    )
    original_name = models.CharField(
        _("original file name"), max_length=255, blank=True, editable=False
    )
    sha256 = models.CharField(
        "SHA-256", max_length=64, blank=True, editable=False, db_index=True
    )

    class Meta:
        abstract = True


class PortalImage(AbstractPortalFile, AbstractImage):
    """An image of a base. It says in words what it shows, or that it shows nothing to say."""

    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The image adds nothing to the text: it is not read aloud."),
    )
    credit = models.CharField(_("credit"), max_length=255, blank=True)

    admin_form_fields = [
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    ]
    search_fields = [*AbstractImage.search_fields, index.FilterField("base")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self):
        """The text that replaces the image, empty where it is decorative."""
        return "" if self.is_decorative else self.description


class PortalRendition(AbstractRendition):
    """An image at one size."""

    image = models.ForeignKey(
        PortalImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_image_and_size",
            )
        ]

    @property
    def filename(self):
        """The name under which it is sent."""
        return PurePath(self.file.name).name

    @property
    def url(self):
        """The address that checks who asks; that of the storage is given to nobody."""
        return reverse("image", args=[self.pk, self.filename])


class PortalDocument(AbstractPortalFile, AbstractDocument):
    """A document of a base, downloaded through a check."""

    admin_form_fields = Document.admin_form_fields
    search_fields = [*AbstractDocument.search_fields, index.FilterField("base")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self):
        # Where the field refused the file, the form says why: nothing is left to check.
        if self.file:
            super().clean()
