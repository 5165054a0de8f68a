"""What people write to the portal's team."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.confirmation import confirmed_address_of

TEXT_LENGTH = 3000


class AbstractMessage(models.Model):
    """What somebody wrote to the portal's team, what these note between them, and their answer."""

    text = models.TextField(_("message"), max_length=TEXT_LENGTH)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("who writes"),
    )
    email = models.EmailField(_("address for the answer"), blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now, editable=False)
    notes = models.TextField(
        _("notes between us"),
        blank=True,
        max_length=TEXT_LENGTH,
        help_text=_("Read by the portal's team alone."),
    )
    answer = models.TextField(_("answer"), blank=True, max_length=TEXT_LENGTH)
    answered_at = models.DateTimeField(_("answered on"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("answered by"),
    )
    changed_at = models.DateTimeField(
        _("changed on"), default=timezone.now, editable=False
    )

    class Meta:
        abstract = True

    @property
    def answers_to(self):
        """Return the address to which an answer goes; "" where there is none."""
        return confirmed_address_of(self.sender) if self.sender else self.email

    @property
    def answer_leads_to(self):
        """Return the page to which an answer leads, which everybody may read; None without one."""
        return None
