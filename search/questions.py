"""A question, read from an address and written back into one."""

from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.urls import reverse
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
# The parameters that may be repeated, and the vocabulary that each names.
FACETS = {"theme": Theme, "nature": Nature, "audience": Audience}


@dataclass(frozen=True)
class Question:
    """What a visitor asks: words, a kind, chosen terms; and what could not be understood."""

    words: str = ""
    type: str = "fiches"
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
    def address(self):
        """The address of this question, its first page."""
        query = QueryDict(mutable=True)
        if self.words:
            query["q"] = self.words
        if self.type != "fiches":
            query["type"] = self.type
        for name, terms in self.terms.items():
            query.setlist(name, [term.slug for term in terms])
        return f"{reverse('search')}?{query.urlencode()}".removesuffix("?")

    def of_type(self, type):
        """Return the same question, asked of another kind."""
        return replace(self, type=type)

    def without(self, name, term):
        """Return the same question, without a chosen term."""
        kept = [each for each in self.terms[name] if each != term]
        return replace(self, terms={**self.terms, name: kept})


def vocabularies():
    """Return `{parameter: [term, …]}`: all that a question may be filtered by; one query each."""
    return {name: list(model.objects.all()) for name, model in FACETS.items()}


def read_question(parameters, *, vocabularies):
    """Return the question that an address asks; what it gets wrong is in its `remarks`."""
    remarks = []
    words = " ".join(parameters.get("q", "").replace("\0", " ").split())
    if len(words) > MAX_LENGTH:
        words = words[:MAX_LENGTH]
        remarks.append(
            _("The question was long: its first %(limit)s characters were searched.")
            % {"limit": MAX_LENGTH}
        )
    type = parameters.get("type", "") or "fiches"
    if type not in KINDS:
        remarks.append(
            _("“%(type)s” is not something one can search: here are the fiches.")
            % {"type": type[:40]}
        )
        type = "fiches"
    terms = {}
    for name, vocabulary in vocabularies.items():
        terms[name], unknown = _chosen(vocabulary, parameters.getlist(name))
        remarks += [
            _("“%(slug)s” is no longer among the filters: it was left out.")
            % {"slug": slug[:40]}
            for slug in unknown
        ]
    return Question(words=words, type=type, terms=terms, remarks=tuple(remarks))


def _chosen(vocabulary, slugs):
    """Return the terms that these slugs name, and the slugs that name none."""
    slugs = list(dict.fromkeys(slug for slug in slugs if slug))[:MAX_TERMS]
    known = {term.slug for term in vocabulary}
    terms = [term for term in vocabulary if term.slug in slugs]
    return terms, [slug.replace("\0", "") for slug in slugs if slug not in known]
