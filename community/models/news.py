"""What is new in the portal."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.ideas import Idea


class NewsItem(models.Model):
    """What the portal does since a day, told by staff."""

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("text"), max_length=3000, help_text=_("A few sentences. No layout.")
    )
    day = models.DateField(
        _("day"),
        default=timezone.localdate,
        help_text=_("It is shown from this day on."),
    )
    ideas = models.ManyToManyField(
        Idea,
        blank=True,
        related_name="news",
        verbose_name=_("ideas that it answers"),
        limit_choices_to={"is_open": True},
    )

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")
        ordering = ["-day", "-pk"]

    def __str__(self):
        return self.title
