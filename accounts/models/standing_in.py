"""A reader who does not exist, as whom somebody looks."""

from accounts.models.people import User


class StandIn(User):
    """A reader who does not exist, as whom somebody looks at a page: made in memory, never saved.

    It belongs to the groups of `group_ids`, and is shown nothing that `behind`, who looks, may
    not read. Its key is nobody's, so that whatever is asked of the database finds nothing.
    """

    group_ids = ()
    behind = None

    class Meta:
        proxy = True
        default_permissions = ()

    @classmethod
    def in_groups(cls, group_ids, *, behind):
        """Return a reader of these groups, and of no team, behind whom `behind` looks."""
        stand_in = cls(pk=-1)
        stand_in.group_ids, stand_in.behind = tuple(group_ids), behind
        return stand_in

    def save(self, *args, **kwargs):
        raise NotImplementedError("Nobody stands behind this reader.")

    def delete(self, *args, **kwargs):
        raise NotImplementedError("Nobody stands behind this reader.")
