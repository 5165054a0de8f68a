"""What a person may do with images and documents in the admin."""

from django.db.models import Q
from wagtail.models import Collection, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from bases.access import visible_to
from bases.models.cards import FileUse
from bases.policies.standing import bases_written_by, places_of

HANDLING = frozenset({"choose", "change", "delete"})


class PortalFilePolicy(CollectionOwnershipPermissionPolicy):
    """The files of a base are handled by those who write in it; others, by who uploaded them.

    What groups give on media collections counts only for what the person may read somewhere.
    """

    def __init__(self, model, auth_model):
        super().__init__(model, auth_model, owner_field_name="uploaded_by_user")

    def user_has_permission(self, user, action):
        if action in HANDLING | {"add"} and places_of(user):
            return True
        return super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        handled = self.instances_user_has_any_permission_for(user, actions)
        return handled.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        files = self.model._default_manager
        if user.is_active and user.is_superuser:
            return files.all()
        known = HANDLING & set(actions)
        if not known or not user.is_active or not user.is_authenticated:
            return files.none()
        given = super().instances_user_has_any_permission_for(user, known)
        handled = files.filter(_of_bases_of(user) | _own(user))
        shown = files.filter(pk__in=given.values("pk")).filter(self._shown_to(user))
        # Searches take no condition but on the columns of files.
        return files.filter(Q(pk__in=handled.values("pk")) | Q(pk__in=shown.values("pk")))

    def collections_user_has_any_permission_for(self, user, actions):
        given = super().collections_user_has_any_permission_for(user, actions)
        if user.is_superuser or not places_of(user) or given.exists():
            return given
        # Bases are what files are sorted by: one media collection holds all of them.
        return Collection.objects.filter(depth=1)

    def _shown_to(self, user):
        pages = visible_to(user, among=Page.objects.all()).values("pk")
        field = "image" if self.model._meta.model_name == "portalimage" else "document"
        uses = FileUse.objects.filter(page__in=pages, **{f"{field}__isnull": False})
        return Q(pk__in=uses.values(field))


def _of_bases_of(user):
    return Q(base__in=bases_written_by(user))


def _own(user):
    return Q(base=None, uploaded_by_user=user)
