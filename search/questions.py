"""A question, read from an address and written back into one."""

from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from bases.models import Card
from taxonomy.models import Audience, Nature, Theme

MAX_LENGTH = 200
MAX_TERMS = 20
KINDS = {
    "fiches": Card.Kind.RESOURCE,
    "bases": Card.Kind.BASE,
    "collections": Card.Kind.COLLECTION,
}
# Orders that may be asked for, the first where none is: the best answers first.
SORTS = ("", "recent", "titre")
# The parameters that may be repeated, and the vocabulary that each names.
FACETS = {"theme": Theme, "nature": Nature, "audience": Audience}


@dataclass(frozen=True)
class Question:
    """What a visitor asks: words, a kind, chosen terms; and what could not be understood.

    `path`: where it is asked, the search page or that of a base.
    """

    path: str
    words: str = ""
    type: str = "fiches"
    sort: str = ""
    terms: dict = field(default_factory=lambda: {name: [] for name in FACETS})
    remarks: tuple = ()

    @property
    def kind(self):
        """The kind of card that is asked for."""
        return KINDS[self.type]

    @property
    def asked(self):
        """What `search.finding` takes of this question, whatever the kind."""
        return {
            "words": self.words,
            "themes": self.terms["theme"],
            "natures": self.terms["nature"],
            "audiences": self.terms["audience"],
        }

    @property
    def is_narrowed(self):
        """Whether it asks for some of what there is, by words or terms."""
        return bool(self.words) or any(self.terms.values())

    @property
    def address(self):
        """The address of this question, its first page."""
        query = QueryDict(mutable=True)
        if self.words:
            query["q"] = self.words
        if self.type != "fiches":
            query["type"] = self.type
        for name, terms in self.terms.items():
            query.setlist(name, [term.slug for term in terms])
        if self.sort:
            query["tri"] = self.sort
        return f"{self.path}?{query.urlencode()}".removesuffix("?")

    def of_type(self, type):
        """Return the same question, asked of another kind."""
        return replace(self, type=type)

    def sorted_by(self, sort):
        """Return the same question, its answers in another order."""
        return replace(self, sort=sort)

    def without(self, name, term):
        """Return the same question, without a chosen term."""
        kept = [each for each in self.terms[name] if each != term]
        return replace(self, terms={**self.terms, name: kept})


def vocabularies():
    """Return `{parameter: [term, …]}`: all that a question may be filtered by; one query each."""
    return {name: list(model.objects.all()) for name, model in FACETS.items()}


def read_question(request, *, vocabularies):
    """Return the question that an address asks; what it gets wrong is in its `remarks`."""
    remarks = []
    return Question(
        path=request.path,
        words=_words(request.GET, remarks),
        type=_type(request.GET, remarks),
        sort=_sort(request.GET, remarks),
        terms=_terms(request.GET, vocabularies, remarks),
        remarks=tuple(remarks),
    )


def _words(parameters, remarks):
    words = " ".join(parameters.get("q", "").replace("\0", " ").split())
    if len(words) > MAX_LENGTH:
        words = words[:MAX_LENGTH]
        remarks.append(
            _("The question was long: its first %(limit)s characters were searched.")
            % {"limit": MAX_LENGTH}
        )
    return words


def _type(parameters, remarks):
    type = parameters.get("type", "") or "fiches"
    if type in KINDS:
        return type
    remarks.append(
        _("“%(type)s” is not something one can search: here are the fiches.")
        % {"type": _shortened(type)}
    )
    return "fiches"


def _sort(parameters, remarks):
    sort = parameters.get("tri", "")
    if sort in SORTS:
        return sort
    remarks.append(
        _("“%(sort)s” is not an order: here is the usual one.")
        % {"sort": _shortened(sort)}
    )
    return ""


def _terms(parameters, vocabularies, remarks):
    terms = {}
    for name, vocabulary in vocabularies.items():
        terms[name], unknown = _chosen(vocabulary, parameters.getlist(name))
        remarks += [
            _("“%(slug)s” is no longer among the filters: it was left out.")
            % {"slug": _shortened(slug)}
            for slug in unknown
        ]
    return terms


def _shortened(value):
    return value.replace("\0", "")[:40]


def _chosen(vocabulary, slugs):
    """Return the terms that these slugs name, and the slugs that name none."""
    slugs = list(dict.fromkeys(slug for slug in slugs if slug))[:MAX_TERMS]
    known = {term.slug for term in vocabulary}
    terms = [term for term in vocabulary if term.slug in slugs]
    return terms, [slug for slug in slugs if slug not in known]
