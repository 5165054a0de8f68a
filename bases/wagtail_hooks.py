"""What bases ask of Wagtail: links that wait for who reads, the way to who may read."""

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from bases import review_hooks  # noqa: F401 - registers them
from bases.addresses import readers_screen_of
from bases.admin import hooks as admin_hooks  # noqa: F401 - registers them
from bases.admin import importing
from bases.certification_admin import CertificationAdmin
from bases.deleting import BinBulkAction
from bases.links import PlaceholderLinkHandler
from bases.moving_many import PortalMoveBulkAction
from bases.unadministered_admin import BaseWithoutAdministratorAdmin

modeladmin_register(CertificationAdmin)
modeladmin_register(BaseWithoutAdministratorAdmin)


@hooks.register("register_rich_text_features", order=10)
def leave_placeholders_for_pages(features):
    """Render links to pages as placeholders; comes after Wagtail's own handler."""
    features.register_link_type(PlaceholderLinkHandler)


@hooks.register("register_page_header_buttons")
def ask_who_may_read(page, user, view_name, next_url=None):
    """Lead from the editor of a page to the screen that says who reads it."""
    yield from _readers_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def ask_who_may_read_from_a_list(page, user, next_url=None):
    """Lead from the menu of a page, in the explorer, to the screen that says who reads it."""
    yield from _readers_button(page, user)


def _readers_button(page, user):
    # The path of a page and its type tell which screen it is, without a query for each row.
    screen = readers_screen_of(page)
    if screen and page.permissions_for_user(user).can_edit():
        yield Button(_("Who may read?"), screen, icon_name="view", priority=25)


@hooks.register("register_log_actions")
def name_actions_of_the_bin(actions):
    """Let the history of a page say that it went to the bin, and came back."""
    actions.register_action(
        "bases.bin", gettext_lazy("Put in the bin"), gettext_lazy("Put in the bin")
    )
    actions.register_action(
        "bases.restore", gettext_lazy("Restore"), gettext_lazy("Restored from the bin")
    )


@hooks.register("register_log_actions")
def name_certification_in_histories(actions):
    """Let the history of a base say that staff certified it, or no longer do."""
    actions.register_action(
        "bases.certify", gettext_lazy("Certify"), gettext_lazy("Certified")
    )
    actions.register_action(
        "bases.withdraw_certification",
        gettext_lazy("Take the badge away"),
        gettext_lazy("No longer certified"),
    )


class ImportPeopleMenuItem(MenuItem):
    """The way to the file of people, for those who may send one."""

    def is_shown(self, request):
        return request.user.has_perm(importing.PERMISSION)


@hooks.register("register_settings_menu_item")
def lead_to_the_file_of_people():
    """Let staff find where people are added from a file."""
    return ImportPeopleMenuItem(
        gettext_lazy("Add people from a file"),
        reverse("import_people"),
        icon_name="group",
        order=602,
    )


@hooks.register("register_permissions")
def give_the_right_to_add_people():
    """Let groups be given the right to add people from a file."""
    return Permission.objects.filter(
        content_type__app_label="accounts", codename="import_people"
    )


# They come after Wagtail's own, and take their place.
hooks.register("register_bulk_action", BinBulkAction, order=10)
hooks.register("register_bulk_action", PortalMoveBulkAction, order=10)
