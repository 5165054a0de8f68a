"""The list of the bases that nobody administers: staff invite somebody to each."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.verification_admin import QueuePermissionHelper
from bases.models import BaseWithoutAdministrator, Membership
from bases.unadministered import bases_to_give
from taxonomy.backoffice import AbstractBackOfficeAdmin, BackOfficeButtonHelper


class GivingPermissionHelper(QueuePermissionHelper):
    """Who may invite to a base that nobody administers: superusers."""

    def user_can_list(self, user):
        return user.is_superuser


class GivingButtonHelper(BackOfficeButtonHelper):
    """The way to give one base an administrator."""

    def get_buttons_for_obj(self, obj, exclude=None, **classnames):
        screen = reverse("base_invitations", args=[obj.base.slug])
        label = _("Invite an administrator…")
        return [
            {
                "url": f"{screen}?role={Membership.Role.ADMINISTRATOR}",
                "label": label,
                "classname": self.finalise_classname(["button-secondary"]),
                "title": f"{label} {obj}",
            }
        ]


class BaseWithoutAdministratorAdmin(AbstractBackOfficeAdmin):
    """The bases that nobody in use administers, until somebody accepts an invitation."""

    model = BaseWithoutAdministrator
    menu_label = gettext_lazy("Without administrator")
    menu_icon = "group"
    menu_order = 516
    inspect_view_enabled = False
    history_view_enabled = False
    list_display = ["base", "member_count"]
    list_export = list_display
    list_select_related = ["base"]
    search_fields = ["base__title"]
    ordering = ["base__title", "pk"]
    permission_helper_class = GivingPermissionHelper
    button_helper_class = GivingButtonHelper

    def get_queryset(self, request):
        bases = bases_to_give(request.user).values("pk")
        found = super().get_queryset(request).filter(base__in=bases)
        return found.annotate(members=Count("base__memberships"))

    def member_count(self, settings):
        """Return how many people are in the team."""
        return settings.members

    member_count.short_description = gettext_lazy("members of the team")
