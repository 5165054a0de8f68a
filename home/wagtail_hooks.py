"""What the editorial team finds in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import Selection


class SelectionViewSet(SnippetViewSet):
    """What the front page features: written, ordered and previewed here."""

    model = Selection
    icon = "pick"
    menu_label = _("Front page: selections")
    menu_name = "selections"
    menu_order = 150
    add_to_admin_menu = True
    url_prefix = "selections"
    list_display = [
        "title",
        "starts_at",
        "ends_at",
        BooleanColumn("is_shown", label=_("Shown now")),
    ]
    sort_order_field = "position"
    copy_view_enabled = False

    def register_chooser_viewset(self):
        """Register none: no field names a selection, and the chooser asks no permission."""


register_snippet(SelectionViewSet)
