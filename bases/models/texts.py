"""The text inside documents, page by page, as the process that reads files gave it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bases.models.files import PortalDocument
from bases.texts import outcomes
from bases.texts.sentences import sentence_of


class FileText(models.Model):
    """What is known of the text inside a document: whether it was read, and why not.

    Every document has one. Written by `bases.texts` and by nothing else.
    """

    class State(models.TextChoices):
        WAITING = outcomes.WAITING, _("Being read")
        READ = outcomes.READ, _("Text read")
        EMPTY = outcomes.EMPTY, _("Without text")
        SCANNED = outcomes.SCANNED, _("Images only")
        ENCRYPTED = outcomes.ENCRYPTED, _("Locked by a password")
        BROKEN = outcomes.BROKEN, _("Damaged")
        TOO_LARGE = outcomes.TOO_LARGE, _("Too long")
        TOO_SLOW = outcomes.TOO_SLOW, _("Too complex")
        MISSING = outcomes.MISSING, _("File not found")
        OTHER_FORMAT = outcomes.OTHER_FORMAT, _("Not read")

    document = models.OneToOneField(
        PortalDocument,
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="text",
        verbose_name=_("document"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.WAITING
    )
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    # Which file is, or waits to be, read: a document that gets another one is read again.
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, db_index=True)
    extension = models.CharField(_("extension"), max_length=20, blank=True)
    page_count = models.PositiveIntegerField(_("number of pages"), default=0)
    read_at = models.DateTimeField(_("read at"), null=True)
    # Whoever reads it took it then; it is taken over from a run that died.
    taken_at = models.DateTimeField(_("taken at"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        indexes = [
            models.Index(
                fields=["document"],
                condition=models.Q(state=outcomes.WAITING),
                name="file_text_waiting",
            )
        ]

    def __str__(self):
        return f"{self.document_id}: {self.state}"

    @property
    def sentence(self):
        """What its author is told where the words of the file are not found; empty otherwise."""
        return sentence_of(self.state, has_pages=self.page_count > 0)

    @property
    def first_words(self):
        """The beginning of what was read."""
        page = self.pages.order_by("number").first()
        return page.text[:400] if page else ""


class FilePage(models.Model):
    """The text of one page, slide or sheet of a document, numbered from 1.

    A page without text has no row.
    """

    file_text = models.ForeignKey(
        FileText,
        on_delete=models.CASCADE,
        related_name="pages",
        verbose_name=_("text of a file"),
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("page of a file")
        verbose_name_plural = _("pages of files")
        constraints = [
            models.UniqueConstraint(
                fields=["file_text", "number"], name="one_text_per_page_of_a_file"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="pages_of_files_start_from_1"
            ),
        ]

    def __str__(self):
        return f"{self.file_text_id}, {self.number}"
