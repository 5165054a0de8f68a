"""Invitations made in bulk, whose mails leave at a pace."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bases.models.teams import Invitation


class PlannedInvitation(models.Model):
    """An invitation made from a file: its mail waits for its turn."""

    invitation = models.OneToOneField(
        Invitation, primary_key=True, on_delete=models.CASCADE, related_name="planned"
    )
    sent_at = models.DateTimeField(_("sent on"), null=True)

    class Meta:
        verbose_name = _("planned invitation")
        verbose_name_plural = _("planned invitations")

    def __str__(self):
        return str(self.invitation)
