"""What may be done with a page in the admin."""

from wagtail.models import PagePermissionTester


class PortalPagePermissionTester(PagePermissionTester):
    """Wagtail's answers, but for one: its privacy dialog opens and closes nothing here."""

    def can_set_view_restrictions(self):
        # Even without an option left, the dialog would lift a restriction that is there.
        return False


class BinnedPagePermissionTester(PortalPagePermissionTester):
    """Nothing is done in the admin with what is in the bin: it is given back first."""

    def __init__(self, user, page):
        super().__init__(user, page)
        self.permissions = set()

    def _never(self, *args, **kwargs):
        return False

    can_add_subpage = can_edit = can_delete = can_unpublish = can_publish = _never
    can_submit_for_moderation = can_unschedule = can_lock = can_unlock = _never
    can_publish_subpage = can_reorder_children = can_move = can_copy = _never
    can_move_to = can_copy_to = can_view_revisions = _never
