"""The readers' own base: what they wrote about pages that have closed since."""

from bases import readerships, visibility
from labase_site.leaks.portal import CLOSED, OWN
from resources.collecting import add_to_collection
from resources.models import CollectionPage, ProducingBase, ResourcePage
from taxonomy.models import Theme

# Those who write in the readers' base: what they wrote themselves, they may read.
WRITERS = {"contributor", "administrator", "editorial", "moderator"}


def plant_own(portal, own, *, closed, contents):
    """Add to the readers' base a fiche and a collection that name pages of the closed base."""
    fiche = _fiche(own, closed, contents)
    draft = ResourcePage(
        title="Brouillon à eux", slug="brouillon", summary="Un brouillon.", live=False
    )
    own.add_child(instance=draft)
    collection = CollectionPage(
        title="Collection à eux", slug="collection", summary="Une collection."
    )
    own.add_child(instance=collection)
    note = portal.lexicon.plant("note beside a closed fiche", readers=WRITERS)
    add_to_collection(collection, fiche, note="Le nôtre.")
    item = add_to_collection(collection, contents["published"], note=note)
    # Their fiche stands in a collection of the closed base as well.
    add_to_collection(
        contents["collection"],
        fiche,
        note=portal.lexicon.plant("note of a closed collection"),
    )
    _open_to_both_teams(portal, draft, own=own, closed=closed)
    index = own.get_parent()
    portal.note("page", OWN, own.pk, fiche.pk, draft.pk, collection.pk, index.pk)
    portal.note("page path", OWN, "", "bases/", "bases/a-eux/", "bases/a-eux/fiche/")
    portal.note("page path", OWN, "bases/a-eux/collection/", "bases/entrouverte/")
    members = own.memberships.values_list("pk", flat=True)
    portal.note("membership", OWN, *members)
    portal.note("collection and item", OWN, (collection.pk, item.pk))
    portal.note("page collection", OWN, collection.pk)


def _open_to_both_teams(portal, page, *, own, closed):
    """Let the team of the closed base read a page: its administrators may look as that team."""
    teams = [readerships.team_of(base.pk) for base in (own, closed)]
    visibility.restrict_to(page, teams)
    portal.note("group of readers", CLOSED, teams[1].group_id)


def _fiche(own, closed, contents):
    page = contents["published"]
    fiche = ResourcePage(title="Fiche à eux", slug="fiche", summary="Une fiche.")
    fiche.body = fiche.body.stream_block.to_python(
        [
            {
                "type": "rich_text",
                "value": f'<p>Voir <a linktype="page" id="{page.pk}">ceci</a>.</p>',
            },
            {
                "type": "link",
                "value": {"title": "Ceci", "page": page.pk, "url": "", "description": ""},
            },
        ]
    )
    fiche.themes = [Theme.objects.get()]
    fiche.producing_bases = [ProducingBase(base=closed)]
    own.add_child(instance=fiche)
    fiche.save_revision().publish()
    return fiche
