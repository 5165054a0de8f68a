"""What people look for, what staff answer to it, and what a person keeps of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SoughtWords(models.Model):
    """How often words were looked for on a day, by people who had not signed in.

    Written by `search.noting` alone. It knows nothing of who asked.
    """

    day = models.DateField(_("day"))
    # As search compares them: lower case, no accents.
    words = models.CharField(_("words looked for"), max_length=200)
    kind = models.CharField(_("kind of what is looked for"), max_length=20)
    times = models.PositiveIntegerField(_("number of times"))
    # Answers to the whole question, the last time: of what is open to all.
    found = models.PositiveIntegerField(_("answers"))

    class Meta:
        default_permissions = ()
        permissions = [("read_sought", _("Can read what people look for"))]
        verbose_name = _("search counted")
        verbose_name_plural = _("searches counted")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "words"], name="words_are_counted_once_a_day"
            )
        ]

    def __str__(self):
        return self.words


class PromotedPage(models.Model):
    """A page that staff show before the answers to some questions, as long as they say."""

    words = models.TextField(
        _("questions"),
        help_text=_(
            "One a line: the words that people type. Their order, accents and plurals make no"
            " difference."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page"),
    )
    sentence = models.CharField(
        _("a word"),
        max_length=200,
        blank=True,
        help_text=_("One sentence under the title: why this answers the question."),
    )
    starts_on = models.DateField(
        _("shown from"), null=True, blank=True, help_text=_("Empty: from now on.")
    )
    ends_on = models.DateField(
        _("last day shown"), null=True, blank=True, help_text=_("Empty: without end.")
    )

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["words", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="a_promotion_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return " · ".join(self.words.splitlines())


class PromotedQuestion(models.Model):
    """A question of a promoted page, as search compares it. Written by `search.promoted` alone."""

    promoted = models.ForeignKey(
        PromotedPage, on_delete=models.CASCADE, related_name="questions"
    )
    stems = models.CharField(max_length=255, db_index=True)

    def __str__(self):
        return self.stems


class SavedSearch(models.Model):
    """A question that somebody keeps under a name of their own, and may be told the news of."""

    # What an index of PostgreSQL holds.
    LONGEST = 2000

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_searches",
        verbose_name=_("who saved it"),
    )
    name = models.CharField(_("name of the search"), max_length=100)
    # As its address asks it: see `search.saving.kept_as`.
    question = models.CharField(_("question"), max_length=LONGEST)
    alerts = models.BooleanField(
        _("Write to me when there is something new"),
        default=False,
        help_text=_(
            "One mail a day at most, for all your searches, and none without news."
        ),
    )
    saved_at = models.DateTimeField(_("saved on"), default=timezone.now)
    # What was published until then is not news.
    looked_at = models.DateTimeField(_("last looked at on"), default=timezone.now)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question"], name="a_question_is_saved_once"
            )
        ]

    def __str__(self):
        return self.name
