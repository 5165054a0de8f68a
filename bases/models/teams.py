"""The team of a base."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Membership(models.Model):
    """A person's place in the team of a base."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        ADMINISTRATOR = "administrator", _("administrator")
        CONTRIBUTOR = "contributor", _("contributor")
        READER = "reader", _("reader")

    base = models.ForeignKey(
        "bases.BasePage",
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("base"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("invited by"),
    )
    joined_at = models.DateTimeField(_("joined on"), default=timezone.now)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["base", "joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["base", "user"], name="one_membership_per_base_and_person"
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}"
