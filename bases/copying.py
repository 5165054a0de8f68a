"""Copies of pages: never read by more people than what they were made from.

Two rules hold whoever copies, the admin, its API or the shell: no page has an alias, and a copy
made in another base is a draft, kept for those who read the original.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction

from bases.cards import base_id_at
from bases.models.bin import is_in_bin
from bases.restrictions import ask_the_same, drop_repeated

UNPUBLISHED = {
    "live": False,
    "has_unpublished_changes": True,
    "live_revision": None,
    "first_published_at": None,
    "last_published_at": None,
}


class PortalCopyAction(CopyPageAction):
    """Copies a page and what closes it; without its history, across bases."""

    def __init__(self, page, to=None, **kwargs):
        super().__init__(page, to=to, **kwargs)
        self.crosses = crosses_bases(page, to or page.get_parent())
        if self.crosses:
            self.keep_live = self.copy_revisions = False

    def _copy_page(self, page, *args, **kwargs):
        if self.crosses and not page.live:
            # What was never published stands in its last draft, and its history stays behind.
            page = page.get_latest_revision_as_object()
        return super()._copy_page(page, *args, **kwargs)

    def execute(self, skip_permission_checks=False):
        with transaction.atomic():
            copy = super().execute(skip_permission_checks=skip_permission_checks)
            # Wagtail copies some of the restrictions too, after ours.
            drop_repeated(copy.path)
        return copy


def crosses_bases(page, parent):
    """Say whether a copy of `page` under `parent` is out of the base of `page`."""
    return base_id_at(parent.path) != base_id_at(page.path)


def guard_save(page):
    """Refuse an alias, and a copy of what is in the bin; keep a copy in another base a draft."""
    if page.alias_of_id:
        raise ValidationError({"alias_of": _("A page has no alias here: copy it.")})
    source = getattr(page, "copied_from", None)
    if source is None:
        return
    if is_in_bin(source):
        raise ValidationError({"slug": _("This page is in the bin: restore it first.")})
    if (page._state.adding or not page.live) and crosses_bases(source, page):
        for name, value in UNPUBLISHED.items():
            setattr(page, name, value)
        page.draft_title = page.title


def close_copy(page):
    """Ask of the readers of a copy what its source asks, in the transaction that makes it."""
    source = getattr(page, "copied_from", None)
    if source and crosses_bases(source, page):
        ask_the_same(page, source.get_view_restrictions())
    elif source:
        ask_the_same(page, source.view_restrictions.all())
