"""What forms send: closed things under every name that a form knows, badly filled and well."""

from labase_site.leaks.portal import OWN
from labase_site.leaks.questions import closed_values

# Each form takes the names that it knows. Several are shared by forms of Wagtail's and of ours.
NAMES = {
    "page": (
        "page fiche item base redirect_page parent parent_page parent_page_id pages id chooser"
        " new_parent_page move_page destination target root_page choose-parent position"
    ),
    "image": "cover logo image images",
    "document": "document documents file",
    "user": "user owner users person people",
    "membership": "member",
    "share link": "revoke rotate",
}
# What a page's form asks for, and what others do.
WELL_FILLED = {
    "title": "Un titre",
    "slug": "un-titre",
    "summary": "Une phrase.",
    "name": "Un nom",
    "first_name": "Prénom",
    "last_name": "Nom",
    "confirmation": "supprimer",
    "label": "Pour qui",
    "message": "Un message.",
    "text": "Un texte.",
    "words": "une fiche",
    "reason": "wrong",
    "certify": "1",
    "accept": "1",
    "note": "Une note.",
    "role": "reader",
    "purpose": "internal",
    "days": "30",
    "who": "team_and",
    "make": "1",
    "confirm": "1",
    "language": "fr",
    "new_title": "Un autre titre",
    "new_slug": "un-autre-titre",
    "copy_subpages": "on",
    "publish_copies": "on",
    "action-publish": "1",
    "next": "/admin/",
}
FORMSETS = "items producing_bases co_authors external_producers networks comments".split()


def forms_sent(portal):
    """Return what every form is sent: one that it refuses, and two that it may take.

    The first shows what a form that is shown again tells of what it names; the others, what is
    opened by what a reader may write.
    """
    return [_refused(portal), _with_pages(portal), _with_files(portal)]


def _refused(portal):
    """Return a form that names closed things and leaves out what is required."""
    values = closed_values(portal)
    named = {
        name: values[kind] for kind, names in NAMES.items() for name in names.split()
    }
    filled = dict.fromkeys(FORMSETS, 1)
    blocks = [
        ("link", {"title": "", "page": values["page"]}),
        ("image", {"image": values["image"]}),
        ("files", _files(values["document"])),
    ]
    rows = {
        "items-0-page": values["page"],
        "items-0-item": values["page"],
        "producing_bases-0-base": values["page"],
    }
    return {**named, **rows, **_formsets(filled), **_stream(blocks), "action": ""}


def _with_pages(portal):
    """Return a form of the readers' own, whose content names closed pages."""
    values = closed_values(portal)
    page = values["page"]
    blocks = [("link", {"title": "Ceci", "page": page})]
    return {
        **_own(portal),
        **_formsets({"items": 1, "producing_bases": 1}),
        **_stream(blocks),
        "teams": f"/bases/{values['slug']}/",
        "addresses": values["email"],
        "fiche": page,
        "page": page,
        "action": "feature",
        "redirect_page": page,
        "items-0-page": page,
        "producing_bases-0-base": page,
    }


def _with_files(portal):
    """Return a form of the readers' own, whose content names closed files."""
    values = closed_values(portal)
    blocks = [
        ("image", {"image": values["image"]}),
        ("files", _files(values["document"])),
    ]
    return {
        **_own(portal),
        **_formsets({}),
        **_stream(blocks),
        "cover": values["image"],
        "logo": values["image"],
    }


def _own(portal):
    own = portal.first("page", OWN)
    parents = dict.fromkeys(("new_parent_page", "parent_page", "move_page", "base"), own)
    email = portal.readers["stranger"].user.email
    return {**WELL_FILLED, **parents, "themes": portal.first("term", OWN), "email": email}


def _files(document):
    return {
        "files-count": 1,
        "files-0-deleted": "",
        "files-0-order": 0,
        "files-0-value-document": document,
    }


def _stream(blocks):
    """Return the fields of a stream named `body`, made of `(type, values)`."""
    fields = {"body-count": len(blocks)}
    for place, (block, values) in enumerate(blocks):
        about = {"type": block, "order": place, "deleted": "", "id": ""}
        fields |= {f"body-{place}-{name}": value for name, value in about.items()}
        fields |= {f"body-{place}-value-{name}": value for name, value in values.items()}
    return fields


def _formsets(filled):
    """Return what makes lists of rows part of a form; `filled`: how many rows each has."""
    return {
        f"{prefix}-{name}": value
        for prefix in FORMSETS
        for name, value in {
            "TOTAL_FORMS": filled.get(prefix, 0),
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        }.items()
    }
