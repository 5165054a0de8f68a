"""The forms of bases, of their teams and of who reads them; the start of a fiche."""

from bases.models import BasePage, HomeSection, Invitation, JoinRequest, ShareLink
from resources.models import ResourcePage
from tests.fuzz.fuzzed import Fuzzed, latest, row

BASE = ("{base.slug}",)
SECTION = ("{base.slug}", "{section.pk}")
FICHE = ("{base.slug}", "{fiche.slug}")
READERS = {
    "who": "team_and",
    "everybody": "",
    "type_0": "{actor_type.pk}",
    "territory_0": "{territory.pk}",
    "domains": "exemple.test",
    "teams": "",
    "addresses": "quelquun@exemple.test",
    "confirm": "yes",
}
BASE_READERS = {
    **READERS,
    "default_readership": "team",
    "shown_when_closed": "on",
    "closed_sentence": "Demandez à entrer.",
}
# What comes back ticked, chosen or in a hidden field that says which version was read.
VERSION = ("version",)


def _count_of(form):
    """Return the row of the address that counts the people whom a form of readers makes."""
    return Fuzzed(f"{form.view}_count", form.values, form.arguments, who=form.who)


BASE_READERS_FORM = Fuzzed(
    "base_readers", BASE_READERS, BASE, who="owner", not_kept=VERSION
)
PAGE_READERS_FORM = Fuzzed("page_readers", READERS, FICHE, who="owner", not_kept=VERSION)

FORMS = (
    Fuzzed(
        "base_new",
        {
            "purpose": "internal",
            "title": "Le réseau du canton",
            "summary": "Ce que nous partageons.",
            "audience": "Les conseillers",
            "visibility": "",
        },
        who="stranger",
        files=("logo",),
        stored=latest(BasePage),
        same=("title", "summary", "audience"),
    ),
    Fuzzed(
        "base_settings",
        {
            "title": "Médiathèques du Val",
            "summary": "Une phrase.",
            "audience": "",
            "description": "### Un titre\n\nUn paragraphe.",
            "purpose": "internal",
            "contact_email": "contact@exemple.test",
            "contact_shown": "on",
            "website": "https://exemple.test/",
            "territory": "{territory.pk}",
            "actor_types": ["{actor_type.pk}"],
            "licence": "{licence.pk}",
            "slug": "{base.slug}",
            "network_0": "mastodon",
            "network_url_0": "https://exemple.test/@base",
            "was": "",
        },
        BASE,
        who="owner",
        files=("logo", "cover"),
        not_kept=("was",),
        stored=row("base"),
        same=("title", "summary", "audience", "contact_email"),
    ),
    Fuzzed(
        "base_home",
        {"title": "Pour commencer"},
        BASE,
        who="owner",
        stored=latest(HomeSection),
        same=("title",),
    ),
    Fuzzed(
        "base_home_beside",
        {"latest_shown": "on", "members_shown": "on"},
        BASE,
        who="owner",
    ),
    Fuzzed(
        "base_section",
        {"action": "rename", "title": "Nos ateliers", "page": "", "place": ""},
        SECTION,
        who="owner",
        about="its title",
    ),
    Fuzzed(
        "base_section",
        {"action": "feature", "page": "{fiche.pk}"},
        SECTION,
        who="owner",
        about="what it shows",
    ),
    Fuzzed(
        "base_section_item",
        {"action": "place", "place": "1"},
        (*SECTION, "{item.pk}"),
        who="owner",
    ),
    Fuzzed(
        "base_member_role",
        {"role": "reader"},
        ("{base.slug}", "{membership.pk}"),
        who="owner",
    ),
    Fuzzed("base_hand_over", {"member": "{membership.pk}"}, BASE, who="owner"),
    Fuzzed(
        "base_invitations",
        {
            "addresses": "a@exemple.test\nB <b@exemple.test>",
            "role": "reader",
            "message": "Venez nous aider.",
            "may_answer": "on",
        },
        BASE,
        who="owner",
        stored=latest(Invitation),
        same=("message",),
    ),
    Fuzzed("invitation", {"answer": "accept"}, ("{invitation_token}",), who="invited"),
    Fuzzed(
        "base_request_new",
        {"message": "Je viens aider.", "may_answer": "on"},
        BASE,
        who="stranger",
        stored=latest(JoinRequest),
        same=("message",),
    ),
    Fuzzed(
        "base_request_accept",
        {"role": "reader", "answer": "Bienvenue."},
        ("{base.slug}", "{request.pk}"),
        who="owner",
        stored=row("request"),
        same=("answer",),
    ),
    Fuzzed(
        "base_request_refuse",
        {"answer": "Pas cette fois."},
        ("{base.slug}", "{request.pk}"),
        who="owner",
        stored=row("request"),
        same=("answer",),
    ),
    BASE_READERS_FORM,
    _count_of(BASE_READERS_FORM),
    PAGE_READERS_FORM,
    _count_of(PAGE_READERS_FORM),
    # A base that everybody reads needs no link: what is sent is left aside.
    Fuzzed(
        "base_links",
        {"make": "1", "label": "Mairie", "days": "30"},
        BASE,
        who="owner",
        not_kept=("label", "days"),
    ),
    Fuzzed(
        "page_links",
        {"make": "1", "label": "Mairie", "days": "30"},
        ("{base.slug}", "{closed.slug}"),
        who="owner",
        stored=latest(ShareLink),
        same=("label",),
    ),
    Fuzzed("my_links", {"revoke": "{link.pk}"}, who="owner"),
    Fuzzed("bin_restore", {"next": "/bases/"}, ("{binned.pk}",), who="owner"),
    Fuzzed("base_team", {"q": "Une", "page": "1"}, BASE, who="owner", method="get"),
    Fuzzed("base_view_as", {"lecteur": "anonymous"}, BASE, who="owner", method="get"),
    Fuzzed(
        "resource_new",
        {
            "title": "Ouvrir une boîte",
            "summary": "Pas à pas.",
            "base": "{base.pk}",
        },
        who="member",
        stored=latest(ResourcePage),
        same=("title", "summary"),
    ),
    Fuzzed(
        "resource_new",
        {"base": "{base.slug}"},
        about="asked from a base",
        who="member",
        method="get",
    ),
    Fuzzed(
        "near_fiches",
        {"titre": "Ouvrir une boîte", "page": "{fiche.pk}"},
        who="member",
        method="get",
    ),
)
