"""What may be done with a page in the admin."""

from wagtail.models import PagePermissionTester


class PortalPagePermissionTester(PagePermissionTester):
    """Wagtail's answers, but for one: its privacy dialog opens and closes nothing here."""

    def can_set_view_restrictions(self):
        # Even without an option left, the dialog would lift a restriction that is there.
        return False
