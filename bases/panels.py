"""What bases add to the editing screens of pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from bases.who_sees import who_sees


class WhoSeesPanel(Panel):
    """Says who can see the page that is edited, in one sentence with the rule that decides."""

    def __init__(self, **kwargs):
        super().__init__(**{"heading": _("Who can see this?"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "bases/admin/who_sees_panel.html"

        def is_shown(self):
            # A page that was never saved has no readers yet.
            return super().is_shown() and hasattr(self.instance, "card")

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["answer"] = who_sees(self.instance, viewer=self.request.user)
            return context
