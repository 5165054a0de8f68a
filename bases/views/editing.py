"""The editing screen of a page, one request at a time."""

from django.db import transaction
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from accounts.ids import names_an_id


class PortalEditView(EditView):
    """The editing screen, which publishes nothing over what was published since it was opened."""

    def publish_action(self):
        """Publish what is on the screen; keep it as a draft where others published meanwhile."""
        live = self.real_page_record.live_revision
        seen = self._seen_at()
        if live is None or seen is None or live.created_at <= seen:
            return super().publish_action()
        self.page = self.form.save(commit=not self.page.live)
        # Not over the draft that this screen saved by itself: others may have built on it.
        draft = self.page.save_revision(
            user=self.request.user, log_action=True, clean=False
        )
        self._say_what_is_kept(draft)
        return self.redirect_and_remain()

    def _seen_at(self):
        """Return when the version that this screen holds was written, None where nothing tells."""
        saved_by_itself = self.request.POST.get("overwrite_revision_id", "")
        if names_an_id(saved_by_itself):
            version = self.page.revisions.filter(pk=saved_by_itself).first()
            return version and version.created_at
        try:
            told = parse_datetime(self.request.POST.get("loaded_revision_created_at", ""))
        except ValueError:
            return None
        return told if told and is_aware(told) else None

    def _say_what_is_kept(self, draft):
        sentence = _(
            "This page was published while you wrote: yours is not published over it, and what"
            " you typed is kept as a draft. Compare both, take up what has changed, then"
            " publish."
        )
        compare = reverse(
            "wagtailadmin_pages:revisions_compare", args=[self.page.pk, "live", draft.pk]
        )
        buttons = [messages.button(compare, _("Compare with what is published"))]
        messages.warning(self.request, sentence, buttons=buttons)


_edit = PortalEditView.as_view()


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
