"""The searches that people saved: each reads their own, and nobody else does.

The address of a base that one of them names is not planted: its person asked by it, as they could
read it, and it stays theirs.
"""

from labase_site.leaks.filling import planted_texts
from labase_site.leaks.portal import CLOSED, OWN
from search.alerts import token_of
from search.models import SavedSearch


def plant_saved(portal, team):
    """Add a search of a member of the team of the closed base, and one of each reader."""
    member = team["contributor"]
    theirs = _saved(portal, member, "the team", readers=())
    portal.note("saved search", CLOSED, theirs.pk)
    portal.note("token that stops mails", CLOSED, f"{member.pk}.signature")
    for name, reader in portal.readers.items():
        if reader.user.is_authenticated:
            own = _saved(portal, reader.user, name, readers={name})
            portal.note("saved search", OWN, own.pk)
    stranger = portal.readers["stranger"].user
    portal.note("token that stops mails", OWN, token_of(stranger))


def _saved(portal, person, whose, *, readers):
    def plant(place):
        return portal.lexicon.plant(place, readers=readers)

    texts = planted_texts(SavedSearch, plant, place=f"saved search of {whose}")
    question = f"q={texts['question']}&theme=terme"
    return SavedSearch.objects.create(
        **{**texts, "question": question}, person=person, alerts=True
    )
