"""What is asked beside an address: query strings."""

from fnmatch import fnmatchcase

from labase_site.leaks.portal import CLOSED, OWN

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
            "q={word}&type=personnes",
            "q={word}&exact=1&niveau=debutant&annee=2026",
            "base={slug}&tri=titre",
            "page=2",
        ],
    ),
    ("search_suggestions", ["q={word}", "q=fiche {word}"]),
    ("near_fiches", ["titre={word}", "titre=fiche {word}&page={page}"]),
    (
        "saved_search_new",
        ["q={word}", "q=fiche&theme=terme&base={slug}", "type=bases&base={slug}"],
    ),
    ("saved_searches", ["page=2"]),
    ("wagtail_serve", ["tri=titre", "q=fiche&theme=terme"]),
    (
        "base_home",
        ["section={section}", "section={own_section}", "section={own_section}&q={word}"],
    ),
    ("base_members", ["page=2"]),
    ("collections", ["base={slug}", "page=2"]),
    ("theme", ["page=2"]),
    ("resource_new", ["base={slug}"]),
    ("person*", ["page=2"]),
    ("my_*", ["page=2"]),
    (
        "*_view_as",
        [
            "lecteur=anonyme",
            "lecteur=compte",
            "lecteur=equipe",
            "lecteur=lecteurs-{group}",
        ],
    ),
    ("accounts_persontoverify_modeladmin_answer", ["people={user}-1&answer=verify"]),
    ("ideas", ["etat=received", "page=2"]),
    ("missing_fiche_new", ["q={word}"]),
    ("community_*_index", ["q={word}", "p=2", "export=csv"]),
    ("bases_heldpublication_*_index", ["p=2", "export=csv"]),
    ("bases_basetocertify_*_index", ["q={word}", "p=2", "export=csv"]),
    ("bases_basewithoutadministrator_*_index", ["q={word}", "p=2", "export=csv"]),
    ("search_synonymgroup_*_index", ["q={word}", "p=2", "export=csv"]),
    ("search_promotedpage_*_index", ["q={word}", "p=2", "export=csv"]),
    ("sought", ["jours=7&voir=sans-reponse", "page=2", "export=csv"]),
    ("search_synonymgroup_*_create", ["terms={word}"]),
    ("base_invitations", ["role=administrator"]),
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
        "group": portal.first("group of readers", CLOSED),
        "email": portal.first("email", CLOSED),
        "share link": portal.first("share link", CLOSED),
        "membership": portal.first("membership", CLOSED),
        "section": portal.first("home section", CLOSED),
        "own_section": portal.first("home section", OWN),
        "slug": portal.first("page path", CLOSED).split("/")[1],
        "tag": tag,
        "start": tag[:5],
    }
