"""The screen of the admin that says who will gain and lose sight of a page that moves."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.move import MoveChooseDestinationView, MoveConfirmView
from wagtail.models import Page

from bases.move_forms import MoveForm
from bases.moving import changes_base, move_to_base, readers_after
from bases.places import place_field

confirm_within_base = MoveConfirmView.as_view()


class PortalMoveView(MoveChooseDestinationView):
    """Asks where a page goes, among the places where the person may add one."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        place = form.fields["new_parent_page"]
        form.fields["new_parent_page"] = place_field(place, user=self.request.user)
        return form


move = never_cache(require_admin_access(PortalMoveView.as_view()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def confirm(request, page_to_move_id, destination_id):
    """Make a move: by Wagtail's screen within a base, by ours to another one."""
    page = get_object_or_404(Page, pk=page_to_move_id).specific
    destination = get_object_or_404(Page, pk=destination_id).specific_deferred
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise Http404
    if not changes_base(page, destination):
        return confirm_within_base(request, page_to_move_id, destination_id)
    if not Page._slug_is_available(page.slug, destination, page=page):
        words = _("“%(base)s” has a page at the address “%(slug)s”: change one of them.")
        names = {"base": destination.get_admin_display_title(), "slug": page.slug}
        messages.error(request, words % names)
        return redirect("wagtailadmin_pages:move", page.pk)
    return _confirm_to_another_base(request, page, destination)


def _confirm_to_another_base(request, page, destination):
    moves = [readers_after(page, destination, viewer=request.user)]
    form = MoveForm(request.POST or None, moves=moves)
    if request.method == "POST" and form.is_valid():
        readers = form.cleaned_data["readers"]
        move_to_base(page, destination, user=request.user, readers=readers)
        messages.success(request, _("“%(title)s” is moved.") % {"title": page.title})
        return redirect("wagtailadmin_explore", destination.pk)
    context = {"destination": destination, "form": form, "moves": moves}
    return TemplateResponse(request, "bases/admin/confirm_move.html", context)
