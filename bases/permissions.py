"""What may be done with a page in the admin."""

from wagtail.models import PagePermissionTester
from wagtail.permissions import policy_registry


class PortalPagePermissionTester(PagePermissionTester):
    """Wagtail's answers, from the rights that our policy gives.

    Nothing is done with what the person may not read. Who writes in a base adds pages to it, and
    leaves the page of the base itself to its administrators.
    """

    def __init__(self, user, page):
        self.user = user
        self.page = page
        self.page_is_root = page.depth == 1
        self.permission_policy = policy_registry.get(page)
        self.permissions = frozenset()
        self._only_adds_under = False
        if not user.is_superuser:
            self.permissions = self.permission_policy.actions_on(user, page)
            self._only_adds_under = self.permission_policy.only_adds_under(
                user, page, self.permissions
            )

    @property
    def _is_theirs(self):
        """Whether what they hold is about the page itself."""
        return self.user.is_superuser or bool(
            self.permissions and not self._only_adds_under
        )

    def can_edit(self):
        return self._is_theirs and super().can_edit()

    def can_delete(self, ignore_bulk=False):
        return self._is_theirs and super().can_delete(ignore_bulk)

    def can_publish(self):
        return self._is_theirs and super().can_publish()

    def can_unpublish(self):
        return self._is_theirs and super().can_unpublish()

    def can_submit_for_moderation(self):
        return self._is_theirs and super().can_submit_for_moderation()

    def can_lock(self):
        return self._is_theirs and super().can_lock()

    def can_unlock(self):
        return self._is_theirs and super().can_unlock()

    def can_view_revisions(self):
        return self._is_theirs and super().can_view_revisions()

    def can_set_view_restrictions(self):
        # Wagtail's privacy dialog opens and closes nothing here: even without an option left, it
        # would lift a restriction that is there.
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
