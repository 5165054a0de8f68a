"""The list with which staff read first publications, and answer them."""

from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import re_path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail_modeladmin.views import InstanceSpecificView

from accounts.verification_admin import QueuePermissionHelper
from bases.memberships import Refusal
from bases.models import HeldPublication
from bases.reviewing import accept, refuse, reviewed_by, tell_author, version_of
from bases.teams import name_of
from taxonomy.backoffice import AbstractBackOfficeAdmin, BackOfficeButtonHelper


class ReviewForm(forms.Form):
    """What is answered to the author; the version that was read goes with it."""

    answer = forms.CharField(
        label=gettext_lazy("A few words to the author"),
        required=False,
        max_length=HeldPublication._meta.get_field("answer").max_length,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy("Sent by e-mail. Say what is to change, if you refuse."),
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        if "refuse" in self.data and not cleaned.get("answer") and not self.errors:
            self.add_error("answer", _("Tell the author why."))
        return cleaned


class ReviewButtonHelper(BackOfficeButtonHelper):
    """The way to what is to be read."""

    def get_buttons_for_obj(self, obj, exclude=None, **classnames):
        return [
            {
                "url": self.url_helper.get_action_url("review", quote(obj.pk)),
                "label": _("Read and answer…"),
                "classname": self.finalise_classname(["button-secondary"]),
                "title": _("Read and answer: %(title)s") % {"title": obj},
            }
        ]


class ReviewView(InstanceSpecificView):
    """Show what a new account asks to publish, then accept or refuse it."""

    page_title = gettext_lazy("First publication")

    def dispatch(self, request, *args, **kwargs):
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self):
        return ["bases/admin/review.html"]

    def get(self, request, *args, **kwargs):
        """Show it as it was sent."""
        return self._show(ReviewForm(initial=self._read()))

    def post(self, request, *args, **kwargs):
        """Do what the button says."""
        form = ReviewForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        answer = refuse if "refuse" in request.POST else accept
        read, words = form.cleaned_data["version"], form.cleaned_data["answer"]
        try:
            held = answer(
                self.instance.pk, version_id=read, answer=words, by=request.user
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return self._show(ReviewForm(initial={**self._read(), "answer": words}))
        tell_author(held, request=request)
        sentence = (
            _("“%(title)s” is published.")
            if answer is accept
            else _("“%(title)s” stays as it is: its author is told why.")
        )
        messages.success(request, sentence % {"title": held})
        return redirect(self.index_url)

    def _show(self, form):
        held, version = self.instance, version_of(self.instance)
        context = self.get_context_data(
            form=form,
            author=name_of(held.author),
            page=version.as_object() if version else held.page.specific,
            read_at=self._address_of(version),
        )
        return self.render_to_response(context)

    def _read(self):
        """Return what the form tells of the version that is shown with it."""
        version = version_of(self.instance)
        return {"version": version.pk if version else ""}

    def _address_of(self, version):
        """Return where the whole of the version is read."""
        if version is None:
            return ""
        pks = [self.instance.pk, version.pk]
        return reverse("wagtailadmin_pages:revisions_view", args=pks)


class ReviewAdmin(AbstractBackOfficeAdmin):
    """What waits to be read, the oldest first."""

    model = HeldPublication
    menu_label = gettext_lazy("To be reviewed")
    menu_icon = "view"
    menu_order = 516
    inspect_view_enabled = False
    history_view_enabled = False
    list_display = ["__str__", "writer", "asked_at"]
    list_export = list_display
    list_select_related = ["page", "author"]
    ordering = ["asked_at", "pk"]
    permission_helper_class = QueuePermissionHelper
    button_helper_class = ReviewButtonHelper

    def get_queryset(self, request):
        reviewed = reviewed_by(request.user).values("pk")
        return super().get_queryset(request).filter(pk__in=reviewed)

    def writer(self, held):
        """Return the name of the author."""
        return name_of(held.author)

    writer.short_description = gettext_lazy("author")

    def review_view(self, request, instance_pk):
        """Answer the screen of one publication."""
        self.reached(request, instance_pk)
        return ReviewView.as_view(model_admin=self, instance_pk=instance_pk)(request)

    def get_admin_urls_for_registration(self):
        urls = self.url_helper
        return (
            *super().get_admin_urls_for_registration(),
            re_path(
                urls.get_action_url_pattern("review"),
                self.review_view,
                name=urls.get_action_url_name("review"),
            ),
        )
