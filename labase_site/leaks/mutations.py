"""Checks taken away one at a time: each must turn the report red, or the walk proves nothing."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from unittest.mock import patch

from django.db.models import Q

from labase_site.leaks.visits import visits
from labase_site.leaks.walk import Walker
from search.finding import count_by_kind


@dataclass(frozen=True)
class Mutation:
    """One check replaced by none; `readers` then ask the addresses of `views` that it guards."""

    target: str
    without: object
    views: str
    readers: str = "anonymous"
    method: str = "GET"


def _all_of(user, *, among):
    return among


def _anybody(*args, **kwargs):
    return True


def _whatever_its_state(prefix=""):
    return Q()


def _even_in_the_bin(prefix=""):
    return Q(**{f"{prefix}live": True})


def _counted_for_all(user, **asked):
    """Count as search does, whoever may read."""
    with patch("search.finding.visible_to", _all_of):
        return count_by_kind(user, **asked)


def _for_everybody(user, prefix=""):
    return Q(**{f"{prefix}pk__isnull": False})


def _whoever_looks(user, prefix):
    return Q()


MUTATIONS = {
    "who may read a page": Mutation(
        "bases.access.readable_by", _for_everybody, "wagtail_serve"
    ),
    "who may read what search finds": Mutation(
        "bases.access.readable_by", _for_everybody, "search"
    ),
    "drafts are not shown": Mutation(
        "bases.access.shown_now", _whatever_its_state, "wagtail_serve search"
    ),
    "what is in the bin is not shown": Mutation(
        "bases.access.shown_now", _even_in_the_bin, "wagtail_serve"
    ),
    "the door of a page": Mutation("bases.serving.visible_to", _all_of, "wagtail_serve"),
    "the door of a file": Mutation(
        "bases.views.files.may_open", _anybody, "wagtaildocs_serve"
    ),
    "the door of an image": Mutation("bases.views.files.may_open", _anybody, "image"),
    "files of a team": Mutation(
        "bases.files._is_of_team", _anybody, "wagtaildocs_serve", "former"
    ),
    "redirects from an old address": Mutation(
        "bases.redirects.may_read", _anybody, "wagtail_serve"
    ),
    "what search finds": Mutation("search.finding.visible_to", _all_of, "search"),
    "how much search finds": Mutation(
        "search.views.count_by_kind", _counted_for_all, "search"
    ),
    "lists of cards": Mutation("bases.listing.visible_to", _all_of, "wagtail_serve"),
    "lists that cross bases": Mutation(
        "bases.listing.visible_to", _all_of, "collections theme"
    ),
    "items of a collection": Mutation(
        "resources.collecting.visible_to", _all_of, "wagtail_serve"
    ),
    "links in a text": Mutation(
        "bases.placeholders.visible_to", _all_of, "wagtail_serve"
    ),
    "bases that made a fiche": Mutation(
        "resources.description.visible_to", _all_of, "wagtail_serve"
    ),
    "who looks as somebody else": Mutation(
        "bases.access._not_hidden_behind",
        _whoever_looks,
        "page_view_as",
        "administrator",
    ),
    "what the front page features": Mutation(
        "home.front.visible_to", _all_of, "wagtail_serve"
    ),
    "titles on the screen of a collection": Mutation(
        "resources.admin_views.may_read", _anybody, "collection_items", "editorial"
    ),
    "what choosers of pages propose": Mutation(
        "bases.wagtail_hooks.visible_to", _all_of, "wagtailadmin_choose_page", "editorial"
    ),
    "files that a fiche may show": Mutation(
        "bases.forms.may_open",
        _anybody,
        "/admin/pages/%(page_id)s/edit/",
        "editorial",
        "POST",
    ),
}


def told_without(mutation, portal):
    """Return what readers are told without a check, that they are not told with it."""
    asked = [
        visit
        for visit in visits(portal, whole=True)
        if visit.method == mutation.method
        and any(fnmatchcase(visit.view, view) for view in mutation.views.split())
    ]
    told = set()
    for name in mutation.readers.split():
        before = _told(portal, name, asked)
        with patch(mutation.target, mutation.without):
            told |= _told(portal, name, asked) - before
    return told


def _told(portal, name, asked):
    walker = Walker(portal, portal.readers[name])
    return {finding for visit in asked for finding in walker.findings(visit)}
