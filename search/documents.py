"""Writes the documents that search reads, in the transaction that changes what they are of."""

from dataclasses import dataclass, field
from html import unescape

from django.utils.functional import cached_property
from wagtail.models import Page

from accounts.models import Profile
from bases.bulk import writes_in_bulk
from bases.cards import facet_values_of
from bases.models import BasePage, Card, CardFacet, PortalDocument
from bases.texts.found import pages_of_files
from search.models import Passage, SearchDocument
from search.vocabulary import ALL, learn, learn_all, words_of
from search.words import TAG, folded_plain, forms_in, stems_in

# Words of one document beyond which only those that it did not hold yet are kept.
MANY_WORDS = 60_000
# Longer than what a published text says at once: it is what memory is sized for.
LONGEST_PASSAGE = 20_000
# In minutes, up to which a fiche is of each duration.
SHORT, HOUR, HALF_DAY = 30, 60, 180


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
        """Its parts and those of its files, as unsaved rows."""
        parts = [
            Passage(place=place[:80], heading=heading[:255], text=plain(text))
            for place, heading, text in self.parts
        ]
        pages = [
            Passage(file=file, number=number, text=text)
            for file, said in self.files.items()
            for number, text in said
        ]
        passages = [each for each in [*parts, *pages] if each.text]
        for passage in passages:
            passage.text = passage.text[:LONGEST_PASSAGE]
            passage.folded = folded_plain(passage.text)
        return passages

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
        flat["body"] = _said(p.folded for p in self.passages if not p.file)
        flat["files"] = _said(
            [folded_plain("\n".join(names)), *(p.folded for p in self.passages if p.file)]
        )
        forms = set().union(*map(forms_in, flat.values()))
        stems = {name: bounded(stems_in(text)) for name, text in flat.items()}
        # A title of little words alone is searched by them.
        stems["title"] = stems["title"] or flat["title"]
        return {**stems, "forms": f" {' '.join(sorted(forms))} "}


def write_document(page, card):
    """Keep the words of a published page of some kind; others have no document."""
    if not card.kind or not card.live:
        SearchDocument.objects.filter(card=card).delete()
        return
    content = content_of(
        page, base_title=_base_title(card), files=said_by(page.shown_documents())
    )
    values = {**content.columns(), **_unwritten_columns(page)}
    _write(content, values, is_open=card.rule_id is None, card=card)
    if card.kind == Card.Kind.BASE:
        _rename_base(card.base_id, stems_in(folded_plain(page.title)))


def write_profile(profile):
    """Keep the words of a public profile; one that is not open has no document."""
    if not profile.is_public:
        SearchDocument.objects.filter(profile=profile).delete()
        return
    content = content_of_profile(profile)
    values = {**content.columns(), "sort_title": sorted_as(content.title)}
    _write(content, values, is_open=True, profile=profile)


def write_profile_of(person):
    """Keep the words of the profile of `person`, if there is one: their name is in it."""
    if profile := Profile.objects.filter(user=person).select_related("user").first():
        write_profile(profile)


def content_of_profile(profile):
    """Return what a public profile says: a name, a job, what the person does."""
    return Content(
        title=profile.user.get_full_name(),
        summary=profile.role,
        parts=[("", "", profile.description)],
    )


def _write(content, values, *, is_open, **owner):
    document = SearchDocument.objects.filter(**owner).first()
    known = words_of(document) | {ALL} if document else set()
    if document is None:
        document, _made = SearchDocument.objects.update_or_create(
            **owner, defaults=values
        )
    elif changed := [name for name in values if getattr(document, name) != values[name]]:
        for name in changed:
            setattr(document, name, values[name])
        document.save(update_fields=changed)
    _write_passages(document, content.passages, is_new=not known)
    told = words_of(document) | {ALL}
    if told - known:
        learn(told - known, documents=int(is_open))


def _write_passages(document, passages, *, is_new):
    """Keep these passages of a document, and no others; those that it has are left alone."""
    if not is_new:
        columns = ("place", "heading", "file", "number", "text")
        kept = list(document.passages.order_by("pk").values_list(*columns))
        if kept == [
            (each.place, each.heading, each.file_id, each.number, each.text)
            for each in passages
        ]:
            return
        document.passages.all().delete()
    for passage in passages:
        passage.document = document
    Passage.objects.bulk_create(passages, batch_size=200)


@writes_in_bulk
def write_new_documents(pages):
    """Keep the words of pages just inserted."""
    pages = [page for page in pages if getattr(page, "kind", "") and page.live]
    cards = {
        pk: (base_title, rule is None)
        for pk, base_title, rule in Card.objects.filter(
            pk__in=[page.pk for page in pages]
        ).values_list("pk", "base__title", "rule")
    }
    shown = {page.pk: page.shown_documents() for page in pages}
    files = said_by(set().union(*shown.values()))
    by_id = {file.pk: file for file in files}
    contents = [
        content_of(
            page,
            base_title=cards[page.pk][0],
            files={by_id[pk]: files[by_id[pk]] for pk in shown[page.pk] if pk in by_id},
        )
        for page in pages
    ]
    write_all(
        (content, {"card_id": page.pk, **_unwritten_columns(page)}, cards[page.pk][1])
        for page, content in zip(pages, contents, strict=True)
    )


def write_all(contents):
    """Insert documents, none of which is there yet: `(content, other columns, is open to all)`."""
    contents = list(contents)
    documents = SearchDocument.objects.bulk_create(
        SearchDocument(**content.columns(), **values)
        for content, values, _is_open in contents
    )
    passages = []
    for (content, *_others), document in zip(contents, documents, strict=True):
        for passage in content.passages:
            passage.document = document
            passages.append(passage)
    Passage.objects.bulk_create(passages, batch_size=500)
    learn_all(
        (words_of(document), is_open)
        for document, (_content, _values, is_open) in zip(
            documents, contents, strict=True
        )
    )


def write_pages_that_give(file):
    """Write again the documents of the published pages that give `file`: it was read since."""
    cards = Card.objects.in_bulk(file.uses.values_list("page", flat=True))
    for page in Page.objects.filter(pk__in=cards).specific():
        write_document(page, cards[page.pk])


def said_by(document_ids):
    """Return `{document: [(number, text), …]}`: the files of these ids, and what they say."""
    if not document_ids:
        return {}
    pages = pages_of_files(document_ids)
    files = PortalDocument.objects.filter(pk__in=document_ids)
    return {file: pages.get(file.pk, []) for file in files}


def content_of(page, *, base_title, files=None):
    """Return what `page` says, with the `files` that it gives and what they say."""
    return Content(
        title=page.title,
        summary=page.summary,
        keywords=[str(each) for each in page.searched_keywords()],
        parts=page.searched_passages(),
        base_title="" if page.kind == Card.Kind.BASE else base_title or "",
        files=files or {},
    )


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
    return " ".join([*kept, *dict.fromkeys(words[MANY_WORDS:]).keys() - set(kept)])


def _said(texts):
    return "\n".join(texts)


def _base_title(card):
    """Return the title of the base that holds a card; a base is found by its own."""
    if card.kind == Card.Kind.BASE or card.base_id is None:
        return ""
    return BasePage.objects.values_list("title", flat=True).get(pk=card.base_id)


def _rename_base(base_id, stems):
    named = SearchDocument.objects.filter(card__base=base_id)
    named.exclude(card__kind=Card.Kind.BASE).exclude(base_title=stems).update(
        base_title=stems
    )


def _unwritten_columns(page):
    """Return the columns of the document of `page` that are not made of its words."""
    published = page.first_published_at
    codes = {
        f"{facet}:{value}"
        for facet, value in facet_values_of(page)
        if facet != CardFacet.Facet.KEYWORD
    }
    codes |= {f"year:{published.year}"} if published else set()
    codes |= duration_codes(getattr(page, "duration", None))
    return {
        "facets": " ".join(sorted(codes)),
        "sort_title": sorted_as(page.title),
        "published": published.isoformat() if published else "",
    }


def sorted_as(title):
    """Return `title` as titles are put in order."""
    return folded_plain(title)[:255]


def duration_codes(minutes):
    """Return the code of how long a fiche takes, none where it does not say: a set."""
    if not minutes:
        return set()
    steps = {SHORT: "short", HOUR: "hour", HALF_DAY: "half-day"}
    name = next((name for limit, name in steps.items() if minutes <= limit), "long")
    return {f"duration:{name}"}
