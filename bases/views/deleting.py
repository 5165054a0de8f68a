"""The screen of the admin where a page is put in the bin."""

from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from bases.deleting import BinPageAction, tell_binned, what_goes


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def delete(request, page_id):
    """Say what goes with a page, and put it in the bin."""
    page = get_object_or_404(Page, pk=page_id).specific
    action = BinPageAction(page, user=request.user)
    action.check()
    parent_id = page.get_parent().pk
    asked_next = get_valid_next_url_from_request(request)
    if request.method == "POST":
        action.execute()
        tell_binned(request, [page])
        return redirect(asked_next or redirect("wagtailadmin_explore", parent_id).url)
    context = {
        "page": page,
        "parent_id": parent_id,
        "next": asked_next,
        **what_goes([page], user=request.user),
    }
    return TemplateResponse(request, "bases/admin/confirm_bin.html", context)
