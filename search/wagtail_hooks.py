"""What search asks of Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from search import sought_views
from search.promoted_admin import PromotedPageAdmin
from search.synonym_admin import SynonymGroupAdmin
from search.warning import SearchWarningPanel, is_late

modeladmin_register(SynonymGroupAdmin)
modeladmin_register(PromotedPageAdmin)


@hooks.register("construct_homepage_panels", order=10)
def warn_staff(request, panels):
    """Tell those who write synonyms that the engine which was chosen does not answer.

    Comes after the panels of bases, which take the place of all others.
    """
    if request.user.has_perm("search.change_synonymgroup") and is_late():
        panels.append(SearchWarningPanel())


@hooks.register("register_admin_urls")
def address_of_what_is_sought():
    """Return the address of the screen of what people look for."""
    return [path("recherches/", sought_views.sought, name="sought")]


class SoughtMenuItem(MenuItem):
    """The way to what people look for, for those who may read it."""

    def is_shown(self, request):
        return request.user.has_perm(sought_views.PERMISSION)


@hooks.register("register_admin_menu_item")
def lead_to_what_is_sought():
    """Let staff find what people look for."""
    label = gettext_lazy("What people look for")
    return SoughtMenuItem(label, reverse("sought"), icon_name="search", order=531)


@hooks.register("register_permissions")
def give_the_right_to_read_what_is_sought():
    """Let groups be given the right to read what people look for."""
    return Permission.objects.filter(
        content_type__app_label="search", codename="read_sought"
    )
