"""When a person was last here, and what follows when they come no longer."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Activity(models.Model):
    """When a person was last here, to the day. Written by `accounts.inactivity` and nothing else.

    A closed account is not one that staff forbid (`User.is_active`): its person opens it again.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="activity",
        verbose_name=_("person"),
    )
    last_seen_on = models.DateField(_("last seen on"), null=True, db_index=True)
    warned_on = models.DateField(_("warned on"), null=True)
    warned_again_on = models.DateField(_("warned again on"), null=True)
    closed_at = models.DateTimeField(_("closed for inactivity on"), null=True)

    class Meta:
        verbose_name = _("activity of a person")
        verbose_name_plural = _("activity of people")

    def __str__(self):
        return str(self.user)
