"""Ideas and problems that people tell."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.models.messages import AbstractMessage


class Idea(AbstractMessage):
    """An idea or a problem. Nobody but its sender and staff reads it until staff open it."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        STUDIED = "studied", _("under study")
        PLANNED = "planned", _("planned")
        DONE = "done", pgettext_lazy("an idea", "done")
        DECLINED = "declined", _("not kept")

    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.RECEIVED
    )
    is_open = models.BooleanField(
        _("read by everybody"),
        default=False,
        help_text=_(
            "Tick it once nothing personal is left in the title, the message and the answer."
        ),
    )
    volunteers = models.BooleanField(
        _("volunteers for improvement sessions"), default=False, editable=False
    )

    class Meta:
        default_permissions = ()
        permissions = [("handle_idea", _("Can handle ideas"))]
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(
                fields=["state", "-sent_at"],
                condition=models.Q(is_open=True),
                name="open_ideas_by_state",
            )
        ]

    def __str__(self):
        return self.title


class IdeaSupport(models.Model):
    """Somebody says “me too” to an idea."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="idea_supports"
    )
    supported_at = models.DateTimeField(_("supported on"), default=timezone.now)

    class Meta:
        verbose_name = _("support of an idea")
        verbose_name_plural = _("supports of ideas")
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "person"], name="an_idea_is_supported_once_by_a_person"
            )
        ]

    def __str__(self):
        return f"{self.idea_id}: {self.person_id}"
