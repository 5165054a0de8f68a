"""What people report."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from community.models.messages import AbstractMessage


class Report(AbstractMessage):
    """Somebody says that something is wrong with a page, a file that it gives, or a person."""

    class Reason(models.TextChoices):
        UNFIT = "unfit", _("it is inappropriate")
        OBSOLETE = "obsolete", _("it is out of date")
        WRONG = "wrong", _("there are errors")
        DUPLICATE = "duplicate", _("it is there twice")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        NEW = "new", _("to be handled")
        HANDLED = "handled", _("being handled")
        DONE = "done", _("settled")
        DISMISSED = "dismissed", _("nothing to do")

    # What is reported may be deleted since: what was said, done and answered stays.
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="reports",
        verbose_name=_("page"),
    )
    document = models.ForeignKey(
        "bases.PortalDocument",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="reports",
        verbose_name=_("file"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="reports",
        verbose_name=_("person"),
    )
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.NEW)

    class Meta:
        default_permissions = ()
        permissions = [("handle_report", _("Can handle reports"))]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page=None) | models.Q(person=None),
                name="a_report_is_of_a_page_or_of_a_person",
            )
        ]
        indexes = [models.Index(fields=["state", "-sent_at"], name="reports_by_state")]

    def __str__(self):
        return str(_("Report no. %(number)s") % {"number": self.pk})
