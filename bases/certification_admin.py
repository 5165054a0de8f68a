"""The list with which staff certify bases."""

from django.contrib.admin import EmptyFieldListFilter
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import re_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail_modeladmin.views import InstanceSpecificView

from accounts.verification_admin import QueuePermissionHelper
from bases.certification import bases_to_certify, set_certified, tell_team
from bases.models import BaseToCertify
from taxonomy.backoffice import AbstractBackOfficeAdmin, BackOfficeButtonHelper


class CertificationButtonHelper(BackOfficeButtonHelper):
    """The badge of one base."""

    def get_buttons_for_obj(self, obj, exclude=None, **classnames):
        label = _("Take the badge away…") if obj.certified_at else _("Certify…")
        return [
            {
                "url": self.url_helper.get_action_url("certify", quote(obj.pk)),
                "label": label,
                "classname": self.finalise_classname(["button-secondary"]),
                "title": f"{label} {obj}",
            }
        ]


class CertifiedFilter(EmptyFieldListFilter):
    """The bases that are certified, or those that are not."""

    def choices(self, changelist):
        words = (_("All"), _("Not certified"), _("Certified"))
        for choice, label in zip(super().choices(changelist), words, strict=True):
            yield {**choice, "display": label}


class CertifyView(InstanceSpecificView):
    """Say what the badge changes, then give it or take it away."""

    page_title = gettext_lazy("Certification")

    def dispatch(self, request, *args, **kwargs):
        if not self.permission_helper.user_can_list(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_template_names(self):
        return ["bases/admin/certify.html"]

    def get(self, request, *args, **kwargs):
        """Show the question."""
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        """Do what the button says."""
        certified = "certify" in request.POST
        base = self.instance.base
        if set_certified(base, certified, by=request.user):
            tell_team(base, certified, request=request)
        sentence = (
            _("“%(base)s” is certified.")
            if certified
            else _("“%(base)s” is not certified.")
        )
        messages.success(request, sentence % {"base": base.title})
        return redirect(self.index_url)


class CertificationAdmin(AbstractBackOfficeAdmin):
    """The bases that the person reads, with their badge."""

    model = BaseToCertify
    menu_label = gettext_lazy("Certification")
    menu_icon = "success"
    menu_order = 515
    inspect_view_enabled = False
    history_view_enabled = False
    list_display = ["base", "certified_at", "certified_by"]
    list_export = list_display
    list_filter = [("certified_at", CertifiedFilter)]
    list_select_related = ["base", "certified_by"]
    search_fields = ["base__title"]
    ordering = ["base__title", "pk"]
    permission_helper_class = QueuePermissionHelper
    button_helper_class = CertificationButtonHelper

    def get_queryset(self, request):
        bases = bases_to_certify(request.user).values("pk")
        return super().get_queryset(request).filter(pk__in=bases)

    def certify_view(self, request, instance_pk):
        """Answer the screen of the badge of one base."""
        self.reached(request, instance_pk)
        return CertifyView.as_view(model_admin=self, instance_pk=instance_pk)(request)

    def get_admin_urls_for_registration(self):
        urls = self.url_helper
        return (
            *super().get_admin_urls_for_registration(),
            re_path(
                urls.get_action_url_pattern("certify"),
                self.certify_view,
                name=urls.get_action_url_name("certify"),
            ),
        )
