"""What accounts ask of Wagtail's admin."""

from wagtail import hooks

from accounts.bulk_actions import (
    DeletePeopleBulkAction,
    GiveGroupBulkAction,
    OpenOrCloseBulkAction,
)

# After Wagtail's own, which have the same names: the last one registered is the one that acts.
for action in (GiveGroupBulkAction, OpenOrCloseBulkAction, DeletePeopleBulkAction):
    hooks.register("register_bulk_action", action, order=10)
