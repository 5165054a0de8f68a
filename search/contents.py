"""What can be read says, before it is written down: its words, its terms, its files."""

from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from django.db.models import CharField, Value
from django.utils.functional import cached_property

from bases.models import Card, CardFacet, FileUse, PortalDocument
from bases.texts.found import pages_of_files
from resources.models import ExternalProducer
from search.levels import levels_in
from search.words import TAG, folded_plain, said_in, stems_of
from taxonomy.models import Audience, Keyword, Nature, Territory, Theme

# Words of one document beyond which only those that it did not hold yet are kept.
MANY_WORDS = 60_000
# Longer than what a published text says at once: it is what memory is sized for.
LONGEST_PASSAGE = 20_000
Facet = CardFacet.Facet
# The facets whose values have names, by which a page is found.
TERMS = {
    Facet.KEYWORD: Keyword.objects.filter(forbidden=False),
    Facet.THEME: Theme.objects.all(),
    Facet.NATURE: Nature.objects.all(),
    Facet.AUDIENCE: Audience.objects.all(),
    Facet.TERRITORY: Territory.objects.all(),
}


class SaidPart(NamedTuple):
    """A part of what a thing says: the columns of a `Passage`."""

    place: str
    heading: str
    file_id: int | None
    number: int | None
    text: str
    folded: str


@dataclass
class Content:
    """What a thing that can be read says, before it is analysed."""

    title: str
    summary: str = ""
    keywords: list = field(default_factory=list)
    # `(anchor, heading, text)` of each part of it.
    parts: list = field(default_factory=list)
    base_title: str = ""
    # `{document: [(number, text), …]}`: the files that it gives, and what they say.
    files: dict = field(default_factory=dict)

    @cached_property
    def passages(self):
        """Its parts and those of its files, as `SaidPart`s."""
        parts = [
            (place[:80], heading[:255], None, None, plain(text))
            for place, heading, text in self.parts
        ]
        pages = [
            ("", "", file.pk, number, text)
            for file, said in self.files.items()
            for number, text in said
        ]
        return [
            SaidPart(*where, said := text[:LONGEST_PASSAGE], folded_plain(said))
            for *where, text in [*parts, *pages]
            if text
        ]

    def columns(self):
        """Return the columns of its document that are made of words."""
        names = [f"{file.title} {file.filename}" for file in self.files]
        texts = {
            "title": self.title,
            "keywords": "\n".join(self.keywords),
            "summary": self.summary,
            "base_title": self.base_title,
        }
        flat = {name: folded_plain(plain(text)) for name, text in texts.items()}
        flat["body"] = _said(p.folded for p in self.passages if not p.file_id)
        flat["files"] = _said(
            [
                folded_plain("\n".join(names)),
                *(p.folded for p in self.passages if p.file_id),
            ]
        )
        words = {name: said_in(text) for name, text in flat.items()}
        forms = set().union(*words.values())
        stems = {name: bounded(stems_of(said)) for name, said in words.items()}
        # A title of little words alone is searched by them.
        stems["title"] = stems["title"] or flat["title"]
        return {
            **stems,
            "sort_title": flat["title"][:255],
            "levels": levels_in(stems),
            "forms": f" {' '.join(sorted(forms))} ",
        }


class Surroundings:
    """What else is known of published pages: terms, producers, bases, files.

    In as many queries for a thousand pages as for one.
    """

    def __init__(self, ids):
        self._cards = Card.objects.filter(pk__in=ids)
        self._facets = _grouped(
            CardFacet.objects.filter(card__in=ids)
            .order_by("facet", "value")
            .values_list("card", "facet", "value")
        )
        self._names = _names_of(self._facets)
        producers = ExternalProducer.objects.filter(page__in=ids)
        self._producers = _grouped(producers.order_by("pk").values_list("page", "name"))
        self._base_titles = dict(self._cards.values_list("pk", "base__title"))
        given = FileUse.objects.filter(page__in=ids, document__isnull=False)
        self._given = _grouped(given.values_list("page", "document"))
        self._files = said_by({pk for each in self._given.values() for (pk,) in each})

    def content_of(self, page):
        """Return what `page` says, and what the files that it gives do."""
        terms = [
            self._names[facet, value]
            for facet, value in self._facets[page.pk]
            if (facet, value) in self._names
        ]
        given = {pk for (pk,) in self._given[page.pk]}
        return Content(
            title=page.title,
            summary=page.summary,
            keywords=[*(name for (name,) in self._producers[page.pk]), *terms],
            parts=page.searched_passages(),
            base_title=""
            if page.kind == Card.Kind.BASE
            else self._base_titles[page.pk] or "",
            files={file: said for file, said in self._files.items() if file.pk in given},
        )


def content_of_profile(profile):
    """Return what a public profile says: a name, a job, what the person does."""
    return Content(
        title=profile.user.get_full_name(),
        summary=profile.role,
        parts=[("", "", profile.description)],
    )


def said_by(document_ids):
    """Return `{document: [(number, text), …]}`: the files of these ids, and what they say."""
    if not document_ids:
        return {}
    pages = pages_of_files(document_ids)
    # Always in the same order: passages are compared with those that are kept.
    files = PortalDocument.objects.filter(pk__in=document_ids).order_by("pk")
    return {file: pages.get(file.pk, []) for file in files}


def plain(text):
    """Return `text`, which may be HTML, as it is read."""
    return (
        unescape(TAG.sub(" ", str(text))).strip() if "<" in text or "&" in text else text
    )


def bounded(stems):
    """Return `stems`, of which the end of a very long text repeats nothing."""
    if len(stems) < MANY_WORDS:
        return stems
    words = stems.split()
    kept = words[:MANY_WORDS]
    held = set(kept)
    # In the order of the text, whichever process reads it: what is kept is compared with it.
    others = dict.fromkeys(words[MANY_WORDS:])
    return " ".join([*kept, *(word for word in others if word not in held)])


def _said(texts):
    return "\n".join(texts)


def _grouped(rows):
    """Return `{first column: [the others, …]}`, empty for what has no row."""
    found = defaultdict(list)
    for first, *others in rows:
        found[first].append(tuple(others))
    return found


def _names_of(facets):
    """Return `{(facet, value): name}` of the terms among the values of these pages; one query."""
    ids = defaultdict(set)
    for each in facets.values():
        for facet, value in each:
            ids[facet].add(value)
    parts = [
        terms.order_by()
        .filter(pk__in=ids[facet])
        .values_list(Value(str(facet), output_field=CharField()), "pk", "name")
        for facet, terms in TERMS.items()
        if ids[facet]
    ]
    if not parts:
        return {}
    first, *others = parts
    rows = first.union(*others, all=True)
    return {(facet, str(pk)): name for facet, pk, name in rows}
