"""The screen of the admin where a page is copied."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.copy import CopyView

from bases.copy_forms import PortalCopyForm
from bases.copying import PortalCopyAction


class PortalCopyView(CopyView):
    """Copies a page by our action: a draft, with what closes it, where it goes to another base."""

    def get_form_class(self):
        return PortalCopyForm

    def post(self, request, page_id, *args, **kwargs):
        # Wagtail's own looks for the parent before it checks that one was chosen.
        return FormView.post(self, request, page_id, *args, **kwargs)

    def form_valid(self, form):
        chosen = form.cleaned_data
        action = PortalCopyAction(
            self.page,
            to=chosen["new_parent_page"],
            update_attrs={"title": chosen["new_title"], "slug": chosen["new_slug"]},
            recursive=bool(chosen.get("copy_subpages")),
            keep_live=bool(chosen.get("publish_copies")),
            user=self.request.user,
        )
        copy = action.execute()
        if action.crosses:
            words = _(
                "“%(title)s” is copied as a draft, kept for those who read the original."
            )
        else:
            words = _("“%(title)s” is copied.")
        messages.success(self.request, words % {"title": copy.title})
        return redirect("wagtailadmin_pages:edit", copy.pk)


copy = never_cache(require_admin_access(PortalCopyView.as_view()))
