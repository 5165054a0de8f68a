"""Tells authors which of their files search cannot read, where they write."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from bases.admin.known import known_to
from bases.models import PortalDocument


def unread_files(page, user):
    """Return the documents that `page` gives, `user` handles, and search cannot read."""
    shown = page.shown_documents()
    if not shown:
        return []
    handled = known_to(user, PortalDocument).filter(pk__in=shown)
    documents = handled.select_related("text").order_by("title", "pk")
    return [each for each in documents if hasattr(each, "text") and each.text.sentence]


class UnreadFilesPanel(Panel):
    """Says which files of the page that is edited search cannot read, and what to do."""

    def __init__(self, **kwargs):
        heading = _("Files whose words are not found")
        super().__init__(**{"heading": heading, **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "bases/admin/unread_files_panel.html"

        def is_shown(self):
            return super().is_shown() and bool(self.documents)

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["documents"] = self.documents
            return context

        @cached_property
        def documents(self):
            return unread_files(self.instance, self.request.user)
