"""What anybody asks, says and reports; what the team of the portal answers."""

from community.models import Idea, MissingFiche, NewsItem, Report
from search.models import SavedSearch
from tests.fuzz.fuzzed import Fuzzed, latest, row
from tests.fuzz.table_of_bases import BASE, FICHE

# What people do not see in a form that anybody may fill.
TRAPS = {"site_web": "", "opened": ""}
REPORT = {"reason": "wrong", "text": "Ceci est faux.", "email": "moi@exemple.test"}
KEPT_REPORT = {"stored": latest(Report), "same": ("text", "email")}


def asking(client, world):
    """Return where a question is saved."""
    return "/recherche/enregistrer/?q=messagerie"


FORMS = (
    Fuzzed(
        "search",
        {
            "q": "messagerie",
            "type": "fiches",
            "theme": "{theme.slug}",
            "nature": "",
            "audience": "",
            "page": "1",
        },
        method="get",
    ),
    Fuzzed("collections", {"page": "1"}, method="get"),
    Fuzzed("theme", {"page": "1"}, ("{theme.slug}",), method="get"),
    Fuzzed("ideas", {"etat": "received", "page": "1"}, method="get"),
    Fuzzed("news", {"page": "1"}, method="get"),
    Fuzzed(
        "saved_search_new",
        {"name": "Courriel", "alerts": "on"},
        who="stranger",
        prepare=asking,
        stored=latest(SavedSearch),
        same=("name",),
    ),
    Fuzzed(
        "saved_search",
        {"name": "Courriel", "alerts": "on"},
        ("{saved_search.pk}",),
        who="member",
        stored=row("saved_search"),
        same=("name",),
    ),
    Fuzzed("saved_searches", {"page": "1"}, who="member", method="get"),
    Fuzzed("my_fiches", {"page": "1"}, who="owner", method="get"),
    Fuzzed(
        "base_contact",
        {**TRAPS, "name": "Moi", "email": "moi@exemple.test", "text": "Bonjour."},
        BASE,
        not_kept=tuple(TRAPS),
    ),
    Fuzzed(
        "base_report", {**TRAPS, **REPORT}, BASE, not_kept=tuple(TRAPS), **KEPT_REPORT
    ),
    Fuzzed(
        "page_report",
        {**TRAPS, **REPORT, "file": "{document.pk}"},
        FICHE,
        not_kept=tuple(TRAPS),
        **KEPT_REPORT,
    ),
    Fuzzed(
        "person_report",
        {**TRAPS, "reason": "wrong", "text": "Ceci est faux."},
        ("{named.pk}",),
        who="stranger",
        not_kept=tuple(TRAPS),
        stored=latest(Report),
        same=("text",),
    ),
    Fuzzed(
        "idea_new",
        {
            **TRAPS,
            "title": "Une idée",
            "text": "La voici.",
            "volunteers": "on",
            "email": "moi@exemple.test",
        },
        not_kept=tuple(TRAPS),
        stored=latest(Idea),
        same=("title", "text", "email"),
    ),
    Fuzzed(
        "missing_fiche_new",
        {
            **TRAPS,
            "words": "une messagerie",
            "text": "Pas à pas.",
            "email": "moi@exemple.test",
        },
        not_kept=tuple(TRAPS),
        stored=latest(MissingFiche),
        same=("words", "text", "email"),
    ),
    Fuzzed(
        "missing_fiche_new",
        {"q": "une messagerie"},
        about="asked from a search",
        method="get",
    ),
    Fuzzed("idea_support", {"stop": "1"}, ("{idea.pk}",), who="stranger"),
    Fuzzed("base_follow", {"stop": "1", "list": "1"}, BASE, who="stranger"),
    Fuzzed("theme_follow", {"list": "1"}, ("{theme.slug}",), who="stranger"),
    Fuzzed("person_follow", {"list": "1"}, ("{named.pk}",), who="stranger"),
    Fuzzed(
        "import_people",
        {"text": "Prénom;Nom;Courriel\nA;B;c@exemple.test\n", "apply": ""},
        who="staff",
        files=("file",),
        not_kept=("text",),
    ),
    Fuzzed(
        "community_idea_modeladmin_edit",
        {
            "title": "Une idée",
            "text": "La voici.",
            "is_open": "on",
            "state": "planned",
            "notes": "À voir.",
            "answer": "Merci.",
            "read_at": "{idea_read_at}",
        },
        ("{idea.pk}",),
        who="staff",
        not_kept=("read_at",),
        stored=row("idea"),
        same=("title", "text", "notes", "answer"),
    ),
    Fuzzed(
        "community_report_modeladmin_edit",
        {
            "state": "done",
            "notes": "Vu.",
            "answer": "Merci.",
            "read_at": "{report_read_at}",
        },
        ("{report.pk}",),
        who="staff",
        not_kept=("read_at",),
        stored=row("report"),
        same=("notes", "answer"),
    ),
    Fuzzed(
        "community_missingfiche_modeladmin_edit",
        {
            "state": "published",
            "fiche": "{fiche.pk}",
            "notes": "Vu.",
            "answer": "La voici.",
            "read_at": "{missing_read_at}",
        },
        ("{missing.pk}",),
        who="staff",
        not_kept=("read_at", "fiche"),
        stored=row("missing"),
        same=("notes", "answer"),
    ),
    Fuzzed(
        "community_newsitem_modeladmin_create",
        {
            "title": "Du nouveau",
            "text": "Voici.",
            "day": "28/11/2026",
            "ideas": ["{idea.pk}"],
        },
        who="staff",
        stored=latest(NewsItem),
        same=("title", "text"),
    ),
)
