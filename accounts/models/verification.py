"""What confirms the actor type that people declare."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.people import User
from taxonomy.models import ActorType


class PersonToVerify(User):
    """A person who waits for staff to confirm the actor type that they declare."""

    class Meta:
        proxy = True
        default_permissions = ()
        permissions = [("verify_person", "Can verify the actor type of people")]
        verbose_name = _("person to verify")
        verbose_name_plural = _("people to verify")
        ordering = ["actor_type_declared_at", "pk"]


class VerifiedDomain(models.Model):
    """An e-mail domain whose people are what they say, where they say one actor type."""

    domain = models.CharField(
        _("domain"),
        max_length=253,
        help_text=_("What follows the @ in the addresses of one organisation."),
    )
    actor_type = models.ForeignKey(
        ActorType,
        on_delete=models.PROTECT,
        related_name="verified_domains",
        limit_choices_to={"verified": True},
        verbose_name=_("actor type"),
    )
    added_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added on"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("verified domain")
        verbose_name_plural = _("verified domains")
        ordering = ["domain", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["domain", "actor_type"],
                name="one_row_per_domain_and_actor_type",
                violation_error_message=_("This domain confirms this type already."),
            )
        ]

    def __str__(self):
        return f"{self.domain} ({self.actor_type})"
