"""Deleting from the admin, one page, many, or by its API: all of it goes to the bin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from bases.bin import DAYS_KEPT, put_in_bin
from bases.closing import shown_elsewhere
from bases.models import BasePage, Card


class BinPageAction(DeletePageAction):
    """Puts a page in the bin, for those who may delete it."""

    def check(self, skip_permission_checks=False):
        super().check(skip_permission_checks)
        if holds_bases(self.page):
            raise PermissionDenied(
                _("This page holds bases: it is not deleted from here.")
            )

    def _delete_page(self, page, *args, **kwargs):
        return put_in_bin(page, user=self.user)


class BinPageAPIAction(DeletePageAPIAction):
    """Puts a page in the bin, at the request of the screens of the admin."""

    def _action_from_data(self, instance, data):
        return BinPageAction(page=instance, user=self.request.user)


class BinBulkAction(DeleteBulkAction):
    """Puts the pages ticked in a list in the bin."""

    template_name = "bases/admin/confirm_bulk_bin.html"

    def check_perm(self, page):
        return super().check_perm(page) and not holds_bases(page)

    def get_context_data(self, **kwargs):
        context = PageBulkAction.get_context_data(self, **kwargs)
        pages = [row["item"] for row in context["items"]]
        return {**context, **what_goes(pages, user=self.request.user)}

    def post(self, request):
        # Nothing is lost yet: the name of the site is not asked for.
        return PageBulkAction.post(self, request)

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        for page in objects:
            put_in_bin(page, user=user)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        """Say it ourselves: each page has its button to take it back."""
        tell_binned(self.request, self.actionable_objects)


def holds_bases(page):
    """Say whether other teams' bases stand under `page`."""
    bases = BasePage.objects.filter(path__startswith=page.path)
    return bases.exclude(pk=page.pk).exists()


def what_goes(pages, *, user):
    """Return what a person is told before `pages` go to the bin."""
    under = Q()
    for page in pages:
        under |= Q(page__path__startswith=page.path)
    going = Card.objects.filter(under, in_bin=False) if pages else Card.objects.none()
    return {
        "held": max(going.count() - len(pages), 0),
        "shown_elsewhere": shown_elsewhere(going, user=user),
        "days": DAYS_KEPT,
    }


def tell_binned(request, pages):
    """Tell that `pages` are in the bin, with a button that takes each back."""
    words = render_to_string(
        "bases/admin/binned.html", {"pages": pages, "days": DAYS_KEPT}
    )
    messages.success(request, words)
