"""What a new account asks to publish, and what staff answer."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HeldPublication(models.Model):
    """A page that waits for staff before anybody but its team reads it, or what they answered.

    A fiche or a collection is a draft meanwhile; a base is kept for its team.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("to be read")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")

    page = models.OneToOneField(
        "wagtailcore.Page",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="held_publication",
        verbose_name=_("page"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="held_publications",
        verbose_name=_("author"),
    )
    # What was asked to be published: what the author writes later is not read with it.
    version = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("version"),
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.WAITING
    )
    answer = models.TextField(_("answer"), blank=True, max_length=3000)
    answered_at = models.DateTimeField(_("answered on"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        default_permissions = ()
        permissions = [("review_publication", _("Can review first publications"))]
        verbose_name = _("first publication")
        verbose_name_plural = _("first publications")
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(state="waiting"),
                name="publications_to_review",
            )
        ]

    def __str__(self):
        return self.page.get_admin_display_title()
