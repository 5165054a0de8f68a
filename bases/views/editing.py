"""The editing screen of a page, one request at a time."""

from django.db import transaction
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

_edit = EditView.as_view()


@never_cache
@require_admin_access
def edit(request, page_id):
    """Show or save the page that is edited, once whoever saves it at this moment is done.

    Wagtail saves a draft whole. The screen saves by itself: a save that started before a
    publication, and ended after it, would take the page back from its readers.
    """
    if request.method != "POST":
        return _edit(request, page_id)
    with transaction.atomic():
        Page.objects.select_for_update().filter(pk=page_id).first()
        return _edit(request, page_id)
