"""Links that open one closed object to whoever holds them."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ShareLink(models.Model):
    """A link that opens one page, and what it shows, to whoever holds it.

    Its token is signed from its id and its nonce: the database alone opens nothing.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="share_links")
    # Where the page stood when the link was made: a link does not follow a move elsewhere.
    base = models.ForeignKey(
        "bases.BasePage", on_delete=models.CASCADE, related_name="links_into_it"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="share_links"
    )
    label = models.CharField(_("for whom"), max_length=100, blank=True)
    nonce = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField(_("made on"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires on"))
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    uses = models.PositiveIntegerField(_("uses"), default=0)
    last_used_at = models.DateTimeField(_("last used on"), null=True, blank=True)

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return self.label or str(self.page)
