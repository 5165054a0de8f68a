"""People whose account somebody else made, and who wait for the mail that says so."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Welcome(models.Model):
    """The mail with which a person, whose account was made from a file, chooses a password."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="welcome",
        verbose_name=_("person"),
    )
    added_at = models.DateTimeField(_("added on"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent on"), null=True)

    class Meta:
        verbose_name = _("welcome")
        verbose_name_plural = _("welcomes")
        default_permissions = ()
        permissions = [("import_people", "Can add people from a file")]

    def __str__(self):
        return str(self.user)
