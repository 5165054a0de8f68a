"""The requests of the proof: every address, by every method and question that it takes."""

from dataclasses import dataclass, field

from labase_site.leaks.addresses import addresses
from labase_site.leaks.forms import forms_sent
from labase_site.leaks.portal import CLOSED, OWN
from labase_site.leaks.questions import query_strings

# Where the words that searches ask for were planted; the short form asks the first of them.
ASKED = (
    "closed base: title",
    "published fiche: title",
    "published fiche: rich_text",
    "file of the closed base, document: title",
    "draft, published fiche: title",
    "fiche never published: summary",
    "file of the closed base, image: file name",
    "member, contributor: last_name",
    "member, contributor: email",
    "comment",
)
SHORT = 4
SAMPLED = 2


@dataclass(frozen=True)
class Visit:
    """One request to be made; `situation` says what the objects that it names are."""

    method: str
    view: str
    path: str
    situation: str
    data: dict = field(default_factory=dict, hash=False, compare=False)


def visits(portal, *, whole, resolver=None):
    """Return every request that the readers make; some ids and words only, unless `whole`."""
    sampled = None if whole else SAMPLED
    words = _asked(portal)[: None if whole else SHORT]
    forms = forms_sent(portal)
    found = []
    for each in addresses(portal, sampled=sampled, resolver=resolver):
        found += _gets(each, portal, words)
        if not each.path.startswith("/admin/"):
            found.append(Visit("HEAD", each.view, each.path, each.situation))
        found += _posts(each, forms)
    return found


def visits_of_witness(portal, *, resolver=None):
    """Return what shows that each word may be found: every object there is, asked and no more."""
    forms = forms_sent(portal)
    asked = [
        visit
        for each in addresses(portal, sampled=None, resolver=resolver)
        for visit in _gets(each, portal, [])
    ]
    # What they do to closed things sends mails, which must reach those who may read them only.
    sent = [
        visit
        for each in addresses(portal, sampled=1, resolver=resolver)
        if each.situation == CLOSED
        for visit in _posts(each, forms)
    ]
    return asked + sent


def _gets(address, portal, words):
    queries = query_strings(address.view, portal, words)
    paths = [address.path, *(f"{address.path}?{query}" for query in queries)]
    return [Visit("GET", address.view, path, address.situation) for path in paths]


def _posts(address, forms):
    # What is unknown, or not theirs to change, is refused whatever is sent.
    taken = forms if address.situation in {OWN, CLOSED} else forms[:1]
    return [
        Visit("POST", address.view, address.path, address.situation, form)
        for form in taken
    ]


def _asked(portal):
    places = {}
    for word in portal.lexicon:
        places.setdefault(word.place, word.text)
    return [places[place] for place in ASKED]
