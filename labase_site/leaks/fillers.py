"""What fills the parameters of addresses: which kind of value each names, by view.

A view whose parameters nothing fills stops the walk, which gives its name: add a line here, and a
value in the planted portal if it names something that is not there yet.
"""

from fnmatch import fnmatchcase

from django.contrib.auth.models import Group
from wagtail import hooks
from wagtail.models import Site

from bases.models import BasePage
from labase_site.leaks.portal import NOWHERE, OWN, UNKNOWN
from resources.models import CollectionPage, ResourcePage

# (view, parameters, kind): the first that fits fills these parameters.
FILLERS = (
    ("wagtail_serve", "_0", "page path"),
    ("wagtaildocs_serve", "_0 _1", "document file"),
    ("image", "rendition_id name", "rendition file"),
    ("theme", "slug", "theme"),
    ("theme_follow", "slug", "theme"),
    ("person_*", "person_id", "user"),
    ("idea_support", "idea_id", "idea"),
    ("person*", "slug", "person"),
    ("portrait", "key", "portrait"),
    ("leave_*", "slug", "slug of a base"),
    ("shared*", "token", "share token"),
    ("shared_page", "slug", "slug of a page"),
    ("shared_image", "rendition_id name", "rendition file"),
    ("shared_document", "document_id name", "document file"),
    ("*", "slug page_slug", "slugs of a base and a page"),
    ("base_*", "slug", "slug of a base"),
    ("base_readers*", "base", "slug of a base"),
    ("page_readers*", "base page", "slugs of a base and a page"),
    ("base_section_item", "section_id item_id", "section and item"),
    ("base_section", "section_id", "home section"),
    ("base_member_*", "membership_id", "membership"),
    ("base_invitation_*", "invitation_id", "invitation"),
    ("base_request*", "request_id", "request to join"),
    ("invitation", "token", "invitation token"),
    ("bin_*", "page_id", "page in the bin"),
    ("account_confirm_email", "key", "token"),
    ("account_reset_password_from_key", "uidb36 key", "user and token"),
    ("wagtailadmin_password_reset_confirm", "uidb64 token", "user and token"),
    ("collection_items", "collection_id", "page collection"),
    ("collection_item", "collection_id item_id", "collection and item"),
    ("wagtailadmin_api:pages:action", "action_name", "action of the API"),
    ("wagtailadmin_api:pages:*", "pk", "page"),
    ("wagtailadmin_api:documents:*", "pk", "document"),
    ("wagtailadmin_api:images:*", "pk", "image"),
    ("wagtail_bulk_action", "app_label model_name action", "bulk action"),
    ("wagtailadmin_pages:*", "content_type_app_name content_type_model_name", "model"),
    ("wagtailadmin_pages:*", "app_label model_name", "model"),
    (
        "wagtailadmin_pages:revisions_compare",
        "pk revision_id_a revision_id_b",
        "compared versions",
    ),
    ("wagtailadmin_pages:*", "action_name", "action of a workflow"),
    ("wagtailadmin_tag_model_autocomplete", "app_name model_name", "model of tags"),
    ("wagtailadmin_collections:*", "pk", "media collection"),
    ("wagtailadmin_collections:*", "collection_id", "media collection"),
    ("wagtailadmin_workflows:add_task", "app_label model_name", "model of tasks"),
    ("wagtailadmin_workflows:*task", "pk", "task"),
    ("wagtailadmin_workflows:*", "pk", "workflow"),
    ("wagtailadmin_workflows:*", "workflow_pk", "workflow"),
    (
        "wagtailadmin_editing_sessions:ping",
        "app_label model_name object_id",
        "edited object",
    ),
    ("wagtailadmin_editing_sessions:*", "session_id", "editing session"),
    ("wagtaildocs:*multiple", "doc_id", "document"),
    ("wagtaildocs_chooser:*", "pk", "document"),
    ("wagtailimages_chooser:*", "pk", "image"),
    ("wagtailimages:preview", "filter_spec", "size of an image"),
    ("wagtailsnippets_home_selection:*", "pk", "selection"),
    ("wagtailsites:*", "pk", "site"),
    ("wagtailusers_users:*", "pk", "user"),
    ("wagtailusers_groups:*", "pk", "group"),
    ("accounts_persontoverify_modeladmin_*", "instance_pk", "user"),
    ("openid_connect_*", "provider_id", "service"),
    ("accounts_charterversion_modeladmin_*", "instance_pk", "charter"),
    ("accounts_verifieddomain_modeladmin_*", "instance_pk", "verified domain"),
    ("bases_basetocertify_modeladmin_*", "instance_pk", "base to certify"),
    ("bases_heldpublication_modeladmin_*", "instance_pk", "first publication"),
    ("bases_basewithoutadministrator_modeladmin_*", "instance_pk", "base to certify"),
    ("community_report_modeladmin_*", "instance_pk", "report"),
    ("community_idea_modeladmin_*", "instance_pk", "idea"),
    ("community_missingfiche_modeladmin_*", "instance_pk", "missing fiche"),
    ("community_newsitem_modeladmin_*", "instance_pk", "news item"),
    ("saved_search*", "search_id", "saved search"),
    ("stop_alerts", "token", "token that stops mails"),
    ("search_synonymgroup_modeladmin_*", "instance_pk", "synonyms"),
    ("search_promotedpage_modeladmin_*", "instance_pk", "promoted page"),
    ("taxonomy_keyword_modeladmin_*", "instance_pk", "keyword"),
    ("taxonomy_*_modeladmin_*", "instance_pk", "term"),
    ("*", "page_id revision_id", "page and version"),
    ("*", "page_id", "page"),
    ("*", "page_pk", "page"),
    ("*", "parent_page_id", "page"),
    ("*", "page_to_move_id", "page"),
    ("*", "destination_id", "page"),
    ("*", "task_state_id", "task state"),
    ("*", "workflow_state_id", "workflow state"),
    ("*", "task_id", "task"),
    ("*", "image_id", "image"),
    ("*", "document_id", "document"),
    ("*", "redirect_id", "redirect"),
    ("*", "uploaded_file_id", "upload"),
)
# Kinds whose unknown value is no number.
WORDS = {
    "page path": lambda word: f"bases/{word}/",
    "document file": lambda word: (NOWHERE, f"{word}.pdf"),
    "rendition file": lambda word: (NOWHERE, f"{word}.png"),
    "collection and item": lambda word: (NOWHERE, NOWHERE),
    "section and item": lambda word: (NOWHERE, NOWHERE),
    "compared versions": lambda word: (NOWHERE, "earliest", "latest"),
    "page and version": lambda word: (NOWHERE, NOWHERE),
    "edited object": lambda word: ("resources", "resourcepage", NOWHERE),
    "theme": lambda word: word,
    "person": lambda word: word,
    "portrait": lambda word: f"{word}.webp",
    "share token": lambda word: f"1-{word}",
    "invitation token": lambda word: f"1.{word}.{word}",
    "token that stops mails": lambda word: f"1.{word}",
    "slug of a base": lambda word: word,
    "slug of a page": lambda word: word,
    "slugs of a base and a page": lambda word: ("a-eux", word),
}
# Kinds that name no object: nothing is unknown of them.
NAMES = {
    "token": ["Mg:1abcde:zyxwvu"],
    "user and token": [("2", "abcdef-0123456789")],
    "action of the API": [
        "publish",
        "unpublish",
        "copy",
        "move",
        "delete",
        "create_alias",
    ],
    "action of a workflow": ["approve", "reject"],
    "model": [
        (model._meta.app_label, model._meta.model_name)
        for model in (BasePage, ResourcePage, CollectionPage)
    ],
    "model of tags": [("taxonomy", "keyword"), ("taggit", "tag")],
    "model of tasks": [("wagtailcore", "groupapprovaltask")],
    "service": ["sso"],
    "size of an image": ["max-165x165", "original"],
}


class Unfillable(Exception):
    """An address has parameters that nothing fills."""


def note_names(portal):
    """Note in a planted portal what addresses name besides the planted objects."""
    for kind, values in NAMES.items():
        portal.note(kind, OWN, *values)
    portal.note("bulk action", OWN, *_bulk_actions())
    portal.note("site", OWN, Site.objects.get().pk)
    portal.note("group", OWN, *Group.objects.values_list("pk", flat=True))
    for page, situation in portal.values("page"):
        portal.note("edited object", situation, ("resources", "resourcepage", page))


def kinds_for(view, parameters):
    """Return `[(parameters, kind), …]` that fill all the parameters of a view."""
    left, kinds = list(parameters), []
    for pattern, names, kind in FILLERS:
        names = names.split()
        if set(names) <= set(left) and fnmatchcase(view, pattern):
            kinds.append((names, kind))
            left = [name for name in left if name not in names]
    if left:
        raise Unfillable(f"{view}: {', '.join(left)}")
    return kinds


def fillings(portal, kind):
    """Return `[(value, situation), …]` for a kind, with one that exists nowhere."""
    found = portal.values(kind)
    if not found and kind not in WORDS:
        raise Unfillable(f"nothing of the kind “{kind}” was planted")
    if kind in WORDS:
        return [*found, (WORDS[kind](portal.lexicon.made_up()), UNKNOWN)]
    return (
        found if isinstance(found[0][0], (str, tuple)) else [*found, (NOWHERE, UNKNOWN)]
    )


def _bulk_actions():
    return [
        (model._meta.app_label, model._meta.model_name, action.action_type)
        for action in hooks.get_hooks("register_bulk_action")
        for model in action.models
    ]
