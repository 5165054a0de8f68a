"""The screen with which staff say that the charter is not the same."""

from wagtail.admin.panels import FieldPanel

from accounts.models import CharterVersion
from taxonomy.backoffice import AbstractBackOfficeAdmin, BackOfficePermissionHelper


class CharterPermissionHelper(BackOfficePermissionHelper):
    """Who writes versions: those that people accepted are not written again."""

    def user_can_delete_obj(self, user, obj):
        return False


class CharterVersionAdmin(AbstractBackOfficeAdmin):
    """The versions of the charter, the latest first."""

    model = CharterVersion
    menu_icon = "doc-full"
    menu_order = 520
    list_display = ["name", "in_force_at", "changes"]
    list_export = list_display
    ordering = ["-in_force_at", "-pk"]
    permission_helper_class = CharterPermissionHelper
    panels = [FieldPanel("name"), FieldPanel("changes"), FieldPanel("in_force_at")]
