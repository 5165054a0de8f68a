"""Checks taken away one at a time: each must turn the report red, or the walk proves nothing."""

from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from unittest.mock import patch

from django.db.models import Q, Value

from accounts.models import Profile
from labase_site.leaks.visits import visits
from labase_site.leaks.walk import Walker
from search.engines.database import forget_rules


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


def _all_open(cards):
    return cards.annotate(is_open=Value(True), is_named=Value(False))


def _anybody(*args, **kwargs):
    return True


def _even_in_the_bin(prefix=""):
    return Q(**{f"{prefix}live": True})


def _for_everybody(user, prefix=""):
    return Q(**{f"{prefix}pk__isnull": False})


def _whatever(*args, **kwargs):
    return Q()


def _nothing(*args, **kwargs):
    return False


def _the_same(rows):
    return rows


def _every_one(user, model):
    return model.objects.all()


def _any_page(user, pages):
    return pages


def _every_profile():
    return Profile.objects.all()


MUTATIONS = {
    "whose profile shows": Mutation(
        "home.people.public_profiles", _every_profile, "person"
    ),
    "whose photo shows": Mutation(
        "home.people.public_profiles", _every_profile, "portrait"
    ),
    "what a profile lists": Mutation("bases.listing.visible_to", _all_of, "person"),
    "who may read a page": Mutation(
        "bases.access.readable_by", _for_everybody, "wagtail_serve"
    ),
    "who may read what search finds": Mutation(
        "bases.access.readable_by", _for_everybody, "search"
    ),
    "drafts are not shown": Mutation(
        "bases.access.shown_now", _whatever, "wagtail_serve search"
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
    "what search counts of what is open to all": Mutation(
        "search.engines.memory.with_openness", _all_open, "search"
    ),
    "what search counts of what is closed": Mutation(
        "search.engines.database.visible_to", _all_of, "search", "stranger"
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
        _whatever,
        "page_view_as",
        "administrator",
    ),
    "what the front page features": Mutation(
        "home.front.visible_to", _all_of, "wagtail_serve"
    ),
    "the sentence of who reads": Mutation(
        "bases.readers_in_words.visible_to", _all_of, "base_view_as", "administrator"
    ),
    "closed bases that are named": Mutation(
        "bases.listing.named_to", _all_of, "wagtail_serve"
    ),
    "whom the bin answers that something is gone": Mutation(
        "bases.bin.readable_by", _for_everybody, "wagtail_serve"
    ),
    "who may know that a base has screens": Mutation(
        "bases.doors.may_read", _anybody, "page_who_sees", "contributor"
    ),
    "who administers a base": Mutation(
        "bases.doors.administers", _anybody, "base_bin", "contributor"
    ),
    "who writes in a base": Mutation(
        "bases.doors.contributes_to", _anybody, "page_readers", "stranger"
    ),
    "who empties a bin": Mutation(
        "bases.views.bin.administers", _anybody, "bin_delete", "contributor"
    ),
    "when a share link is over": Mutation("bases.sharing.working", _the_same, "shared"),
    "the signature of a share link": Mutation(
        "bases.sharing._is_signed", _anybody, "shared"
    ),
    "what rights on pages cover": Mutation(
        "bases.policies.pages._open_to",
        _for_everybody,
        "wagtailadmin_explore",
        "moderator",
    ),
    "what rights on files cover": Mutation(
        "bases.policies.files.PortalFilePolicy._shown_to",
        _whatever,
        "wagtaildocs:index",
        "moderator",
    ),
    "the door of the admin": Mutation(
        "bases.admin.doors.is_known",
        _anybody,
        "wagtailadmin_pages:collect_workflow_action_data",
        "contributor",
    ),
    "reports that cross bases": Mutation(
        "bases.admin.doors._crosses_bases",
        _nothing,
        "wagtailadmin_reports:locked_pages",
        "moderator",
    ),
    "lists of files in the admin": Mutation(
        "bases.admin.files.known_to", _every_one, "wagtaildocs:index", "contributor"
    ),
    "what the API gives": Mutation(
        "bases.admin.api.known_to",
        _every_one,
        "wagtailadmin_api:pages:detail wagtailadmin_api:documents:detail",
        "contributor",
    ),
    "actions on many things at once": Mutation(
        "bases.admin.bulk.known_to", _every_one, "wagtail_bulk_action", "contributor"
    ),
    "what somebody follows": Mutation(
        "community.follows.visible_to", _all_of, "follows", "former"
    ),
    "reports that staff handle": Mutation(
        "community.reports.visible_to",
        _all_of,
        "community_report_modeladmin_index",
        "moderator",
    ),
    "bases that staff certify": Mutation(
        "bases.certification.visible_to",
        _all_of,
        "bases_basetocertify_modeladmin_index",
        "moderator",
    ),
    "first publications that staff read": Mutation(
        "bases.reviewing.readable_by",
        _whatever,
        "bases_heldpublication_modeladmin_index",
        "moderator",
    ),
    "names of what was chosen": Mutation(
        "bases.admin.naming.may_name", _anybody, "wagtailadmin_pages:edit", "contributor"
    ),
    "keywords that are proposed": Mutation(
        "resources.keywords.choosable_by",
        _any_page,
        "wagtailadmin_tag_model_autocomplete",
        "contributor",
    ),
    "titles on the screen of a collection": Mutation(
        "resources.admin_views.choosable_by", _any_page, "collection_items", "contributor"
    ),
    "what choosers of pages find": Mutation(
        "bases.admin.hooks.choosable_by",
        _any_page,
        "wagtailadmin_choose_page_search",
        "contributor",
    ),
    "pages under a page in choosers": Mutation(
        "bases.admin.choosers.is_known",
        _anybody,
        "wagtailadmin_choose_page_child",
        "contributor",
    ),
    "pages chosen by their numbers": Mutation(
        "bases.admin.choosers.choosable_by",
        _any_page,
        "wagtailadmin_choose_page_chosen_multiple",
        "contributor",
    ),
    "files that a fiche may show": Mutation(
        "bases.forms.may_open", _anybody, "wagtailadmin_pages:edit", "editorial", "POST"
    ),
}


def told_without(mutation, portal):
    """Return what a reader is told without a check, that they are not told with it; the first."""
    asked = [
        visit
        for visit in visits(portal, whole=True)
        if visit.method == mutation.method
        and any(fnmatchcase(visit.view, view) for view in mutation.views.split())
    ]
    for name in mutation.readers.split():
        usual, other = (Walker(portal, portal.readers[name]) for _walk in range(2))
        for visit in asked:
            before = set(usual.findings(visit))
            with _without(mutation):
                if told := set(other.findings(visit)) - before:
                    return told
    return set()


@contextmanager
def _without(mutation):
    """Take a check away, also from what was put together with it."""
    forget_rules()
    try:
        with patch(mutation.target, mutation.without):
            yield
    finally:
        forget_rules()
