"""The charter that everybody accepts, and its versions."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CharterVersion(models.Model):
    """A text of the charter that takes effect: whoever accepted an earlier one is asked again.

    The text itself is a page that staff write; a version says that what it asks is not the same.
    """

    name = models.CharField(
        _("version"),
        max_length=20,
        unique=True,
        help_text=_("For instance the month of the text: 2027-01."),
    )
    changes = models.CharField(
        _("what changes"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences: those who are asked again read them."),
    )
    in_force_at = models.DateTimeField(
        _("takes effect on"),
        default=timezone.now,
        help_text=_("From then on, each person accepts it at their next sign-in."),
    )

    class Meta:
        verbose_name = _("version of the charter")
        verbose_name_plural = _("versions of the charter")
        ordering = ["-in_force_at", "-pk"]

    def __str__(self):
        return self.name
