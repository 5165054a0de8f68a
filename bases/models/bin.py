"""What was deleted, and may be restored for a while."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# A slug that starts so is in no address, and nobody can type it: it marks what is in the bin.
BIN_MARK = "~"


def is_in_bin(page):
    """Say whether `page`, or a page above it, is in the bin; no query."""
    return f"/{BIN_MARK}" in page.url_path


class BinEntry(models.Model):
    """A page in the bin, with all that hangs on it: it stays at its place in the tree, unseen.

    `slug` and `url_path` are those it had: its address is free for another page meanwhile.
    """

    page = models.OneToOneField(
        Page, primary_key=True, on_delete=models.CASCADE, related_name="bin_entry"
    )
    # The base that it was in; the base itself, where a whole base was deleted.
    base = models.ForeignKey(
        "bases.BasePage", null=True, on_delete=models.CASCADE, related_name="bin_entries"
    )
    slug = models.CharField(max_length=255)
    url_path = models.TextField()
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    binned_at = models.DateTimeField(_("deleted on"), default=timezone.now)

    class Meta:
        verbose_name = _("page in the bin")
        verbose_name_plural = _("pages in the bin")
        ordering = ["-binned_at", "-pk"]

    def __str__(self):
        return self.slug
