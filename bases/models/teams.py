"""The team of a base: who is in it, who is invited, who asks, to whom it is handed over."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bases.models.last_administrator import cascade_unless_last_administrator


class Membership(models.Model):
    """A person's place in the team of a base."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        ADMINISTRATOR = "administrator", _("administrator")
        CONTRIBUTOR = "contributor", _("contributor")
        READER = "reader", _("reader")

    # Who also sets, invites, closes, deletes.
    ADMINISTERING = (Role.OWNER, Role.ADMINISTRATOR)

    base = models.ForeignKey(
        "bases.BasePage",
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("base"),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=cascade_unless_last_administrator,
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

    @property
    def administers(self):
        """Whether this person administers the base."""
        return self.role in self.ADMINISTERING


class Invitation(models.Model):
    """A place in a team, offered to an e-mail address, whether it has an account or not.

    The link in its mail carries the nonce: it serves one person, once, until it expires.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    base = models.ForeignKey(
        "bases.BasePage", on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Membership.Role)
    message = models.CharField(_("message"), max_length=500, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("invited by"),
    )
    nonce = models.CharField(max_length=32, editable=False)
    sent_at = models.DateTimeField(_("sent on"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires on"))
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.PENDING
    )
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "base",
                Lower("email"),
                condition=models.Q(state="pending"),
                name="one_waiting_invitation_per_base_and_address",
            )
        ]
        indexes = [
            models.Index(
                fields=["email"],
                condition=models.Q(state="pending"),
                name="invitations_that_wait",
            )
        ]

    def __str__(self):
        return f"{self.email}, {self.get_state_display()}"

    @property
    def has_expired(self):
        """Whether its time is over, as it is read now."""
        return self.expires_at <= timezone.now()


class JoinRequest(models.Model):
    """Somebody asks to read or to join a base, and is answered."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    base = models.ForeignKey(
        "bases.BasePage", on_delete=models.CASCADE, related_name="join_requests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    message = models.CharField(_("message"), max_length=500)
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.PENDING
    )
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["base", "user"],
                condition=models.Q(state="pending"),
                name="one_waiting_request_per_base_and_person",
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.get_state_display()}"


class OwnershipOffer(models.Model):
    """A base that its owner hands over to another member, until they answer."""

    base = models.OneToOneField(
        "bases.BasePage", on_delete=models.CASCADE, related_name="ownership_offer"
    )
    offered_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    offered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("offer of ownership")
        verbose_name_plural = _("offers of ownership")

    def __str__(self):
        return f"{self.base} → {self.offered_to}"
