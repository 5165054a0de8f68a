"""Fiches that people look for and do not find."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from bases.access import visible_to
from community.models.messages import TEXT_LENGTH, AbstractMessage


class MissingFiche(AbstractMessage):
    """Somebody looked for a fiche that is not there. Nobody but staff reads what they wrote."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        STARTED = "started", pgettext_lazy("a missing fiche", "in progress")
        PUBLISHED = "published", pgettext_lazy("a missing fiche", "published")
        DECLINED = "declined", _("not kept")

    words = models.CharField(_("words looked for"), max_length=200, editable=False)
    text = models.TextField(
        _("what was hoped for"), blank=True, max_length=TEXT_LENGTH, editable=False
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.RECEIVED
    )
    fiche = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("fiche that answers"),
        help_text=_("One that everybody may read: who asked is told of it."),
    )

    class Meta:
        default_permissions = ()
        permissions = [("handle_missing_fiche", _("Can handle missing fiches"))]
        verbose_name = _("missing fiche")
        verbose_name_plural = _("missing fiches")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fiche=None) | models.Q(state="published"),
                name="a_fiche_answers_what_is_published",
            )
        ]
        indexes = [
            models.Index(fields=["state", "-sent_at"], name="missing_fiches_by_state")
        ]

    def __str__(self):
        return self.words

    @property
    def answer_leads_to(self):
        """Return the fiche that answers, where everybody may read it; None otherwise."""
        fiches = Page.objects.filter(pk=self.fiche_id)
        return visible_to(AnonymousUser(), among=fiches).first()
