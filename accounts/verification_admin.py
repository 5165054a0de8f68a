"""The screens with which staff confirm what people declare: who waits, and which domains do it."""

from django.contrib.admin import RelatedOnlyFieldListFilter
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import re_path
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdminGroup
from wagtail_modeladmin.views import CreateView, WMABaseView

from accounts.answering import answer, tell
from accounts.models import PersonToVerify, VerifiedDomain
from accounts.verification import waiting_people
from accounts.verification_forms import AnswerForm, VerifiedDomainForm, choice_of
from taxonomy.backoffice import (
    AbstractBackOfficeAdmin,
    BackOfficeButtonHelper,
    BackOfficeIndexView,
    BackOfficePermissionHelper,
)


class QueuePermissionHelper(BackOfficePermissionHelper):
    """Who verifies: nobody adds, changes or deletes people here."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class QueueURLHelper(AdminURLHelper):
    """The addresses of the queue: one answer goes to several people."""

    def get_action_url_pattern(self, action):
        if action == "answer":
            return self._get_action_url_pattern(action)
        return super().get_action_url_pattern(action)


class QueueButtonHelper(BackOfficeButtonHelper):
    """The answer to one person."""

    def get_buttons_for_obj(self, obj, exclude=None, **classnames):
        asked = urlencode({"people": choice_of(obj)})
        return [
            {
                "url": f"{self.url_helper.get_action_url('answer')}?{asked}",
                "label": _("Answer…"),
                "classname": self.finalise_classname(["button-secondary"]),
                "title": _("Verify or refuse what %(person)s declares") % {"person": obj},
            }
        ]


class QueueIndexView(BackOfficeIndexView):
    """Those who wait, and the way to answer several at once."""

    @property
    def answer_url(self):
        """Return where those who are ticked are answered."""
        return self.url_helper.get_action_url("answer")


class DeclaredTypeFilter(RelatedOnlyFieldListFilter):
    """The types that those who wait declare: nobody waits without one."""

    include_empty_choice = False


class AnswerView(WMABaseView, FormView):
    """Show those who were chosen in the list, and answer them."""

    page_title = gettext_lazy("Answer")
    form_class = AnswerForm

    def dispatch(self, request, *args, **kwargs):
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.waiting:
            messages.warning(request, _("Choose in the list somebody who waits."))
            return redirect(self.index_url)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        return {"people": self._asked(), "answer": self.request.GET.get("answer")}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "asked": self._asked()}

    def get_template_names(self):
        return self.model_admin.get_templates("answer")

    def form_valid(self, form):
        given = {
            "verified": form.cleaned_data["answer"] == form.VERIFY,
            "sentence": form.cleaned_data["sentence"],
        }
        answered = answer(form.chosen(), by=self.request.user, **given)
        tell(answered, request=self.request, **given)
        said = _said(len(answered), verified=given["verified"])
        messages.success(self.request, said)
        return redirect(self.index_url)

    def _asked(self):
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        return data.getlist("people")


class PeopleToVerifyAdmin(AbstractBackOfficeAdmin):
    """Those who wait, the longest first."""

    model = PersonToVerify
    menu_icon = "user"
    inspect_view_enabled = False
    history_view_enabled = False
    list_display = ["named", "email", "actor_type", "territory", "actor_type_declared_at"]
    list_filter = [("actor_type", DeclaredTypeFilter)]
    list_select_related = ["actor_type", "territory"]
    list_display_add_buttons = "named"
    search_fields = ["first_name", "last_name", "email"]
    ordering = ["actor_type_declared_at", "pk"]
    index_view_class = QueueIndexView
    permission_helper_class = QueuePermissionHelper
    url_helper_class = QueueURLHelper
    button_helper_class = QueueButtonHelper

    def get_queryset(self, request):
        waiting = waiting_people().values("pk")
        return super().get_queryset(request).filter(pk__in=waiting)

    def named(self, person):
        """Return the name of a person, with a box that chooses them for one answer to several."""
        return format_html(
            '<input type="checkbox" form="answer" name="people" value="{}" aria-label="{}"> {}',
            choice_of(person),
            _("Choose %(person)s") % {"person": person},
            person,
        )

    named.short_description = gettext_lazy("name")
    named.admin_order_field = "last_name"

    def answer_view(self, request):
        """Answer the screen that verifies or refuses."""
        return AnswerView.as_view(model_admin=self)(request)

    def get_admin_urls_for_registration(self):
        urls = self.url_helper
        return (
            *super().get_admin_urls_for_registration(),
            re_path(
                urls.get_action_url_pattern("answer"),
                self.answer_view,
                name=urls.get_action_url_name("answer"),
            ),
        )


class VerifiedDomainCreateView(CreateView):
    """A domain, added by who writes it."""

    def get_instance(self):
        return self.model(added_by=self.request.user)


class VerifiedDomainAdmin(AbstractBackOfficeAdmin):
    """The domains whose people are what they say."""

    model = VerifiedDomain
    menu_icon = "globe"
    list_display = ["domain", "actor_type", "added_by", "added_at"]
    list_export = list_display
    list_filter = [("actor_type", RelatedOnlyFieldListFilter)]
    list_select_related = ["actor_type", "added_by"]
    search_fields = ["domain"]
    create_view_class = VerifiedDomainCreateView

    def get_edit_handler(self):
        """Return the form of a domain."""
        panels = [FieldPanel("domain"), FieldPanel("actor_type")]
        return ObjectList(panels, base_form_class=VerifiedDomainForm)


class VerificationGroup(ModelAdminGroup):
    """One entry of the menu for what confirms people."""

    menu_label = gettext_lazy("Verifications")
    menu_icon = "success"
    menu_order = 510
    items = (PeopleToVerifyAdmin, VerifiedDomainAdmin)


def _said(count, *, verified):
    names = {"count": count}
    if verified:
        return (
            ngettext(
                "%(count)s person is verified.", "%(count)s people are verified.", count
            )
            % names
        )
    return (
        ngettext("%(count)s person is refused.", "%(count)s people are refused.", count)
        % names
    )
