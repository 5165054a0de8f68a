"""Who follows what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taxonomy.models import Theme


class Follow(models.Model):
    """Somebody follows a base, a person or a theme.

    It says what they wish to hear of, never what they may read: that is asked when it is shown.
    """

    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="follows",
        verbose_name=_("who follows"),
    )
    base = models.ForeignKey(
        "bases.BasePage",
        null=True,
        on_delete=models.CASCADE,
        related_name="follows",
        verbose_name=_("base"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="followed_by",
        verbose_name=_("person"),
    )
    # Its relation is hidden: to be followed is not to be used, and keeps no theme from going.
    theme = models.ForeignKey(
        Theme,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("theme"),
    )
    followed_at = models.DateTimeField(_("followed on"), default=timezone.now)

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["-followed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(base__isnull=False, person=None, theme=None)
                | models.Q(base=None, person__isnull=False, theme=None)
                | models.Q(base=None, person=None, theme__isnull=False),
                name="a_follow_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=~models.Q(follower=models.F("person"))
                | models.Q(person__isnull=True),
                name="nobody_follows_themself",
            ),
            # Without conditions: what is null differs from what is null, and merging two themes
            # knows which rows to drop.
            models.UniqueConstraint(
                fields=["follower", "base"], name="a_base_is_followed_once"
            ),
            models.UniqueConstraint(
                fields=["follower", "person"], name="a_person_is_followed_once"
            ),
            models.UniqueConstraint(
                fields=["follower", "theme"], name="a_theme_is_followed_once"
            ),
        ]

    def __str__(self):
        return f"{self.follower_id}: {self.base_id or self.person_id or self.theme_id}"
