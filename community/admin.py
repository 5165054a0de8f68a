"""The queues of the portal's team: what is reported, what is proposed; and what is new."""

from django import forms
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdminGroup
from wagtail_modeladmin.views import EditView

from accounts.fields import SeveralField
from bases.admin.naming import NamedPagePanel
from bases.teams import name_of
from community import reports
from community.answering import note_change, send_answer
from community.missing import may_answer
from community.models import Idea, MissingFiche, NewsItem, Report
from taxonomy.backoffice import AbstractBackOfficeAdmin, BackOfficePermissionHelper

NO_FICHE = gettext_lazy(
    "Choose a fiche that everybody may read: who asked is told of it."
)


class AnsweringPermissionHelper(BackOfficePermissionHelper):
    """Who handles a queue answers what is in it: nobody adds nor deletes there."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return self.user_can_list(user)

    def user_can_delete_obj(self, user, obj):
        return False


class AnsweringForm(WagtailAdminModelForm):
    """What becomes of a message. `read_at` tells which version of it was read."""

    read_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.answered_before = self.instance.answer
        self.initial["read_at"] = self.instance.changed_at.isoformat()

    @property
    def answers(self):
        """Whether the answer is another than the one that was sent."""
        answer = self.cleaned_data["answer"]
        return bool(answer) and answer != self.answered_before

    def refuse_for(self, changed):
        """Say that somebody changed the message meanwhile; what is typed is kept."""
        sentence = _(
            "Somebody else of the team changed this meanwhile: their answer is “%(answer)s”."
            " What you typed is kept: save again to put it in its place."
        )
        self.add_error(None, sentence % {"answer": changed.answer or "–"})
        self.data = self.data.copy()
        self.data["read_at"] = changed.changed_at.isoformat()


class AnsweringView(EditView):
    """A message, with what becomes of it."""

    def get_context_data(self, **kwargs):
        about = self.model_admin.told_of(self.instance)
        return super().get_context_data(about=about, **kwargs)

    def form_valid(self, form):
        with transaction.atomic():
            held = self.model.objects.select_for_update().get(pk=self.instance.pk)
            if held.changed_at.isoformat() != form.cleaned_data["read_at"]:
                form.refuse_for(held)
                return self.form_invalid(form)
            note_change(form.instance, by=self.request.user, answers=form.answers)
            response = super().form_valid(form)
            if form.answers:
                self._send(form.instance)
        return response

    def _send(self, message):
        if not send_answer(message, request=self.request):
            sentence = _("Nobody gets the answer by e-mail: no address was left.")
            messages.warning(self.request, sentence)


class AbstractAnsweringAdmin(AbstractBackOfficeAdmin):
    """A queue of messages, the latest first."""

    inspect_view_enabled = False
    edit_view_class = AnsweringView
    edit_template_name = "community/admin/answer.html"
    permission_helper_class = AnsweringPermissionHelper
    list_select_related = ["sender"]
    ordering = ["-sent_at", "-pk"]
    answering_form = AnsweringForm
    # The fields of the form, or their panels, in their order.
    answered_with = ()

    def get_edit_handler(self):
        """Return the form of a message."""
        return ObjectList(list(self.answered_with), base_form_class=self.answering_form)

    def writer(self, message):
        """Return who wrote: their name, and their address."""
        sender = message.sender
        told = [str(name_of(sender)), sender.email] if sender else [message.email]
        return " · ".join(filter(None, told)) or _("not said")

    writer.short_description = gettext_lazy("who writes")

    def told_of(self, message):
        """Return what the screen of a message tells besides its form.

        `said`: what of it cannot be changed, each `(label, text)`.
        """
        return {"writer": self.writer(message), "message": message}


class ReportAdmin(AbstractAnsweringAdmin):
    """What is reported about what the person may read."""

    model = Report
    menu_icon = "warning"
    list_display = ["subject", "reason", "state", "sent_at", "writer"]
    list_filter = ["state", "reason"]
    list_export = [
        "subject",
        "reason",
        "text",
        "state",
        "sent_at",
        "answer",
        "answered_at",
    ]
    list_select_related = ["sender", "page", "person", "document"]
    list_display_add_buttons = "subject"
    search_fields = ["text"]
    answered_with = ("state", "notes", "answer")

    def get_queryset(self, request):
        handled = reports.handled_by(request.user).values("pk")
        return super().get_queryset(request).filter(pk__in=handled)

    def subject(self, report):
        """Return the name of what is reported."""
        name = reports.subject_of(report)["name"]
        return f"{name} · {report.document}" if report.document else name

    subject.short_description = gettext_lazy("about")

    def told_of(self, message):
        said = [
            (_("Reason"), capfirst(message.get_reason_display())),
            (_("Message"), message.text),
        ]
        subject = reports.subject_of(message)
        return {**super().told_of(message), **subject, "said": said}


class IdeaAdmin(AbstractAnsweringAdmin):
    """What people propose, and who volunteers for sessions."""

    model = Idea
    menu_icon = "pick"
    list_display = ["title", "state", "is_open", "volunteers", "sent_at", "writer"]
    list_filter = ["state", "is_open", "volunteers"]
    list_export = [*list_display, "text", "answer", "answered_at"]
    search_fields = ["title", "text"]
    answered_with = ("title", "text", "is_open", "state", "notes", "answer")


class FoundFicheForm(AnsweringForm):
    """What becomes of a fiche that is missing: one that everybody may read, once it is there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What does not exist is told as what is closed.
        self.fields["fiche"].error_messages["invalid_choice"] = NO_FICHE

    @property
    def answers(self):
        """Whether there is something to tell: another answer, or a fiche that is there at last."""
        is_found = "fiche" in self.changed_data and self.cleaned_data["fiche"] is not None
        return super().answers or is_found

    def clean_fiche(self):
        fiche = self.cleaned_data["fiche"]
        is_other = fiche is not None and "fiche" in self.changed_data
        if is_other and not may_answer(fiche):
            raise forms.ValidationError(NO_FICHE)
        return fiche

    def clean(self):
        cleaned = super().clean()
        is_published = cleaned.get("state") == MissingFiche.State.PUBLISHED
        if "fiche" in cleaned and is_published and cleaned["fiche"] is None:
            self.add_error("fiche", _("Say which fiche was published."))
        if cleaned.get("fiche") and not is_published:
            sentence = _(
                "A fiche answers what is published: choose this state, or no fiche."
            )
            self.add_error("fiche", sentence)
        return cleaned


class MissingFicheAdmin(AbstractAnsweringAdmin):
    """What people look for and do not find."""

    model = MissingFiche
    menu_icon = "search"
    list_display = ["words", "state", "sent_at", "writer"]
    list_filter = ["state"]
    list_export = [*list_display, "text", "answer", "answered_at"]
    search_fields = ["words", "text"]
    answering_form = FoundFicheForm
    answered_with = (
        "state",
        NamedPagePanel("fiche", "resources.ResourcePage"),
        "notes",
        "answer",
    )

    def told_of(self, message):
        said = [
            (_("What was looked for"), message.words),
            (_("What was hoped for"), message.text or _("not said")),
        ]
        return {**super().told_of(message), "said": said}


class NewsItemForm(WagtailAdminModelForm):
    """A piece of news, with the ideas that it answers."""

    ideas = SeveralField(
        Idea.objects.filter(is_open=True),
        label=gettext_lazy("ideas that it answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class NewsItemAdmin(AbstractBackOfficeAdmin):
    """What is new in the portal, day by day."""

    model = NewsItem
    menu_icon = "date"
    list_display = ["title", "day"]
    list_export = ["day", "title", "text"]
    search_fields = ["title", "text"]
    ordering = ["-day", "-pk"]

    def get_edit_handler(self):
        """Return the form of a piece of news."""
        panels = [FieldPanel(name) for name in ("title", "text", "day", "ideas")]
        return ObjectList(panels, base_form_class=NewsItemForm)


class CommunityGroup(ModelAdminGroup):
    """One entry of the menu for what people say, and what they are told."""

    menu_label = gettext_lazy("Community")
    menu_icon = "group"
    menu_order = 520
    items = (ReportAdmin, IdeaAdmin, MissingFicheAdmin, NewsItemAdmin)
