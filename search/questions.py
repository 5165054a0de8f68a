"""A question, read from an address and written back into one."""

from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from bases.access import visible_to
from bases.models import Card
from search.choices import PARAMETERS, Choice, year
from search.matches import PERSON

MAX_LENGTH = 200
MAX_CHOICES = 20
KINDS = {
    "fiches": Card.Kind.RESOURCE,
    "bases": Card.Kind.BASE,
    "collections": Card.Kind.COLLECTION,
    "personnes": PERSON,
}
# Orders that may be asked for, the first where none is: the best answers first.
SORTS = ("", "recent", "titre")
# What asks that no word is taken for another.
AS_TYPED = "exact"


@dataclass(frozen=True)
class Question:
    """What a visitor asks: words, a kind, chosen values; and what could not be understood.

    `path`: where it is asked, the search page or that of a base.
    """

    path: str
    words: str = ""
    type: str = "fiches"
    sort: str = ""
    as_typed: bool = False
    chosen: dict = field(default_factory=lambda: {name: [] for name in PARAMETERS})
    remarks: tuple = ()

    @property
    def kind(self):
        """The kind of what is asked for."""
        return KINDS[self.type]

    @property
    def asked(self):
        """What `search.finding.find` takes of this question."""
        return {
            "words": self.words,
            "kind": self.kind,
            "as_typed": self.as_typed,
            "order": self.sort or ("" if self.words else "recent"),
            "facets": {
                PARAMETERS[name]: {choice.code for choice in choices}
                for name, choices in self.chosen.items()
                if choices
            },
        }

    @property
    def is_narrowed(self):
        """Whether it asks for some of what there is, by words or values."""
        return bool(self.words) or any(self.chosen.values())

    @property
    def address(self):
        """The address of this question, its first page."""
        return f"{self.path}?{self.query}".removesuffix("?")

    @property
    def query(self):
        """What its address asks, as written after the `?`."""
        query = QueryDict(mutable=True)
        if self.words:
            query["q"] = self.words
        if self.type != "fiches":
            query["type"] = self.type
        for name, choices in self.chosen.items():
            query.setlist(name, [choice.slug for choice in choices])
        if self.sort:
            query["tri"] = self.sort
        if self.as_typed:
            query[AS_TYPED] = "1"
        return query.urlencode()

    def of_type(self, type):
        """Return the same question, asked of another kind."""
        return replace(self, type=type)

    def sorted_by(self, sort):
        """Return the same question, its answers in another order."""
        return replace(self, sort=sort)

    def without(self, name, choice):
        """Return the same question, without a chosen value."""
        kept = [each for each in self.chosen[name] if each != choice]
        return replace(self, chosen={**self.chosen, name: kept})

    def choosing(self, chosen):
        """Return the same question, with these values and no others: `{parameter: [Choice, …]}`."""
        return replace(self, chosen=chosen)

    def taken_as_typed(self):
        """Return the same question, of which no word is taken for another."""
        return replace(self, as_typed=True)


def read_question(request, *, choices):
    """Return the question that an address asks; what it gets wrong is in its `remarks`.

    `choices`: the values that are known, of `search.choices.choices`.
    """
    return question_in(
        request.GET, path=request.path, reader=request.user, choices=choices
    )


def question_in(parameters, *, path, reader, choices):
    """Return the question that these `parameters` of an address ask, for `reader`.

    Bases are looked for, unless `choices` has those that `reader` may choose.
    """
    remarks = []
    return Question(
        path=path,
        words=_words(parameters, remarks),
        type=_type(parameters, remarks),
        sort=_sort(parameters, remarks),
        as_typed=AS_TYPED in parameters,
        chosen=_chosen(parameters, reader, choices, remarks),
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


def _chosen(parameters, reader, choices, remarks):
    chosen = {}
    for name in PARAMETERS:
        slugs = [slug for slug in parameters.getlist(name) if slug]
        slugs = list(dict.fromkeys(slugs))[:MAX_CHOICES]
        known = {choice.slug: choice for choice in _known(reader, name, slugs, choices)}
        chosen[name] = [known[slug] for slug in slugs if slug in known]
        remarks += [
            _("“%(slug)s” is no longer among the filters: it was left out.")
            % {"slug": _shortened(slug)}
            for slug in slugs
            if slug not in known
        ]
    return chosen


def _known(reader, name, slugs, choices):
    """Return the choices that some of `slugs` name, at least; those of bases ask who reads."""
    if name == "annee":
        return filter(None, map(year, slugs))
    if name == "base" and name not in choices:
        slugs = [slug for slug in slugs if "\0" not in slug]
        return bases_named(reader, page__slug__in=slugs) if slugs else ()
    return choices[name]


def bases_named(reader, **wanted):
    """Return the choices of bases that `reader` may open."""
    bases = Card.objects.filter(kind=Card.Kind.BASE, **wanted)
    rows = visible_to(reader, among=bases).order_by("title", "pk")
    return [
        Choice(str(pk), slug, title)
        for pk, slug, title in rows.values_list("pk", "page__slug", "title")
    ]


def _shortened(value):
    return value.replace("\0", "")[:40]
