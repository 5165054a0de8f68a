"""What editorial teams feature on the front page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Page, PreviewableMixin

from bases.admin.naming import NamedPagePanel

FEATURED_TYPES = ["resources.ResourcePage", "resources.CollectionPage", "bases.BasePage"]


class SelectionQuerySet(models.QuerySet):
    """Selections, by their dates."""

    def shown_at(self, moment):
        """Keep those whose dates hold `moment`."""
        started = Q(starts_at=None) | Q(starts_at__lte=moment)
        not_ended = Q(ends_at=None) | Q(ends_at__gt=moment)
        return self.filter(started, not_ended)


class Selection(PreviewableMixin, ClusterableModel):
    """Fiches, collections and bases that the front page features, from a date to another."""

    title = models.CharField(_("title"), max_length=100)
    word = models.CharField(
        _("a word"),
        max_length=300,
        blank=True,
        help_text=_("One sentence under the title: why these, why now."),
    )
    starts_at = models.DateTimeField(
        _("shown from"), null=True, blank=True, help_text=_("Empty: from now on.")
    )
    ends_at = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Empty: without end.")
    )
    position = models.IntegerField(_("position"), default=0, editable=False)

    objects = SelectionQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("word"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        InlinePanel(
            "items", heading=capfirst(_("what is featured")), label=_("page"), min_num=1
        ),
    ]

    class Meta:
        verbose_name = _("selection")
        verbose_name_plural = _("selections")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError(
                {"ends_at": _("It would end before it starts: choose a later date.")}
            )

    def get_preview_template(self, request, mode_name):
        return "home/home_page.html"

    def get_preview_context(self, request, mode_name):
        from home import front

        return front.preview_context(self, request)

    def is_shown(self):
        """Whether the dates of this selection hold the present moment."""
        now = timezone.now()
        return (not self.starts_at or self.starts_at <= now) and (
            not self.ends_at or self.ends_at > now
        )


class SelectionItem(Orderable):
    """One page that a selection features, with a word of its own."""

    selection = ParentalKey(Selection, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )
    word = models.CharField(_("a word"), max_length=200, blank=True)

    panels = [NamedPagePanel("page", FEATURED_TYPES), FieldPanel("word")]

    class Meta(Orderable.Meta):
        verbose_name = _("featured page")
        verbose_name_plural = _("featured pages")

    def __str__(self):
        return str(self.page)
