"""Which row of which file a fiche came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from bases.models import BasePage
from resources.models.resource import ResourcePage


class ImportedFiche(models.Model):
    """What an import keeps of a row: the same row, given again, makes no second fiche.

    A fiche that was deleted here stays known: it does not come back.
    """

    base = models.ForeignKey(
        BasePage,
        on_delete=models.CASCADE,
        related_name="imported_fiches",
        verbose_name=_("base"),
    )
    identifier = models.CharField(_("identifier in the file"), max_length=255)
    page = models.OneToOneField(
        ResourcePage,
        null=True,
        on_delete=models.SET_NULL,
        related_name="imported",
        verbose_name=_("fiche"),
    )
    # The version that the import made: where another came after, somebody wrote it here.
    revision = models.ForeignKey(
        Revision, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    published = models.BooleanField(_("published by the import"))
    digest = models.CharField(max_length=64)
    # How much of what the row names was unknown here: when less is, the row is read again.
    left_out = models.PositiveSmallIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported fiche")
        verbose_name_plural = _("imported fiches")
        constraints = [
            models.UniqueConstraint(
                fields=["base", "identifier"], name="one_fiche_per_base_and_identifier"
            )
        ]

    def __str__(self):
        return self.identifier
