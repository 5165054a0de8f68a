"""What is asked beside an address: query strings, and what forms send."""

from fnmatch import fnmatchcase

from labase_site.leaks.portal import CLOSED

SEARCHES = ["q={word}", "p=2", "page=2"]
CHOOSERS = [*SEARCHES, "collection_id=1", "tag={tag}", "id={image}", "id={document}"]
# (view, query strings): every line that fits is asked.
QUESTIONS = (
    (
        "search",
        [
            "q={word}",
            "q={word}&type=bases",
            "q={word}&type=collections",
            "q={word}&theme=terme&nature=terme",
            "theme=terme",
            "audience=terme",
            "page=2",
        ],
    ),
    ("collections", ["base={slug}", "page=2"]),
    ("theme", ["page=2"]),
    ("*_view_as", ["lecteur=anonyme", "lecteur=compte", "lecteur=equipe"]),
    ("accounts_persontoverify_modeladmin_answer", ["people={user}-1&answer=verify"]),
    ("account_login", ["next=/bases/{slug}/"]),
    ("wagtailadmin_home", SEARCHES),
    (
        "wagtailadmin_explore*",
        [*SEARCHES, "ordering=ord", "ordering=-title", "owner={user}"],
    ),
    ("wagtailadmin_pages:search*", [*SEARCHES, "content_type=resources.resourcepage"]),
    ("wagtailadmin_pages:type_use*", ["q={word}", "owner={user}", "export=csv"]),
    ("wagtailadmin_pages:history*", ["user={user}", "export=csv"]),
    ("wagtailadmin_pages:choose_parent", ["q={word}"]),
    ("wagtailadmin_choose_page_chosen_multiple", ["id={page}"]),
    (
        "wagtailadmin_choose_page*",
        [
            "q={word}",
            "q={word}&page_type=resources.resourcepage",
            "page_type=resources.resourcepage",
            "page_type=bases.basepage&multiple=1",
            "page_type=resources.collectionpage&target_pages[]={page}",
            "user_perms=move_to&target_pages[]={page}",
            "user_perms=copy_to",
            "match_subclass=1&can_choose_root=true",
        ],
    ),
    (
        "wagtailadmin_api:*listing",
        [
            "search={word}",
            "fields=*",
            "fields=_,title",
            "child_of={page}",
            "child_of={page}&for_explorer=1&fields=parent",
            "descendant_of={page}",
            "ancestor_of={page}",
            "id={page}",
            "slug={slug}",
            "title={word}",
            "type=resources.ResourcePage&fields=*",
            "type=resources.CollectionPage&fields=*",
            "type=bases.BasePage&fields=*",
            "order=-title",
        ],
    ),
    ("wagtailadmin_api:*detail", ["fields=*"]),
    ("wagtailadmin_api:*find", ["id={page}", "html_path=/bases/{slug}/"]),
    ("wagtailadmin_tag*autocomplete", ["term={start}", "term={tag}", "term=z"]),
    ("wagtailadmin_reports:*", ["q={word}", "export=csv", "user={user}", "label={word}"]),
    ("wagtailadmin_workflows:*index*", ["q={word}"]),
    ("wagtailadmin_workflows:*usage*", ["q={word}"]),
    ("wagtailadmin_workflows:task_chooser*", ["q={word}"]),
    ("wagtailadmin_block_preview", ["id={page}"]),
    ("wagtail_bulk_action", ["id={page}&next=/admin/", "id={image}", "id={document}"]),
    ("wagtail_bulk_action", ["id=all&childOf={page}&next=/admin/"]),
    ("wagtailsnippets_*list*", SEARCHES),
    ("wagtailredirects:index*", [*SEARCHES, "export=csv"]),
    ("wagtailusers_*:index*", [*SEARCHES, "group=1"]),
    ("wagtaildocs:index*", CHOOSERS),
    ("wagtailimages:index*", CHOOSERS),
    ("wagtail*:*_usage", SEARCHES),
    ("wagtaildocs_chooser:cho*", CHOOSERS),
    ("wagtailimages_chooser:cho*", CHOOSERS),
    (
        "taxonomy_*_index",
        ["q={word}", "p=2", "export=csv", "resource_keywords__pk__gt=0"],
    ),
    ("*:revisions_compare", ["page=2"]),
)
# What forms send, all together: each takes the names that it knows, and finds a closed thing.
HOSTILE = {
    "page": (
        "page fiche item base redirect_page parent parent_page parent_page_id pages id chooser"
        " new_parent_page move_page destination target root_page choose-parent"
        " items-0-page items-0-item producing_bases-0-base body-0-value-page body-0-value"
        " position"
    ),
    "image": "cover logo image images body-1-value-image",
    "document": "document documents body-2-value-files-0-value-document",
    "user": "user owner users person role",
}
# What makes those values part of a form that Wagtail reads.
FRAME = {
    "action": "",
    "body-count": "3",
    **{
        f"body-{place}-{name}": value
        for place, block in enumerate(["link", "image", "files"])
        for name, value in {
            "type": block,
            "order": place,
            "deleted": "",
            "id": "",
        }.items()
    },
    "body-0-value-title": "",
    "body-2-value-files-count": "1",
    "body-2-value-files-0-deleted": "",
    "body-2-value-files-0-order": "0",
    "next": "/admin/",
}
FORMSETS = "items producing_bases co_authors external_producers networks comments".split()


def query_strings(view, portal, words):
    """Return the query strings that are asked of a view; `words` stand where one is searched."""
    templates = [
        template
        for pattern, each in QUESTIONS
        if fnmatchcase(view, pattern)
        for template in each
    ]
    values = closed_values(portal)
    found = []
    for template in dict.fromkeys(templates):
        asked = words if "{word}" in template else [""]
        found += [template.format_map({**values, "word": word}) for word in asked]
    return found


def closed_values(portal):
    """Return what query strings and forms name of the closed base."""
    tag = portal.first("tag", CLOSED)
    return {
        "page": portal.first("page", CLOSED),
        "image": portal.first("image", CLOSED),
        "document": portal.first("document", CLOSED),
        "user": portal.first("user", CLOSED),
        "slug": portal.first("page path", CLOSED).split("/")[1],
        "tag": tag,
        "start": tag[:5],
    }


def hostile_form(portal):
    """Return what every form is sent: all that it may name is of the closed base."""
    values = closed_values(portal)
    named = {
        name: values[kind] for kind, names in HOSTILE.items() for name in names.split()
    }
    formsets = {
        f"{prefix}-{name}": value
        for prefix in FORMSETS
        for name, value in {
            "TOTAL_FORMS": 1,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        }.items()
    }
    return {**named, **FRAME, **formsets}
