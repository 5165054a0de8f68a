"""Writes the documents that search reads, in the transaction that changes what they are of."""

from django.db import IntegrityError, transaction
from wagtail.models import Page

from accounts.models import Profile
from bases.bulk import writes_in_bulk
from bases.models import Card
from search.contents import SaidPart, Surroundings, content_of_profile
from search.models import Passage, SearchDocument
from search.vocabulary import ALL, learn, learn_all, words_of
from search.words import folded_plain, stems_in

RENAMED_AT_ONCE = 100


def write_document(page, card):
    """Keep the words of a published page of some kind; others have no document."""
    write_documents([(page, card)])


def write_documents(pages, *, counted=True):
    """Keep the words of `pages`, each with its card; what is not published has no document.

    `counted`: whether they are counted; if not they are known, and all are to be counted again.
    """
    gone = [card for _page, card in pages if not _is_read(card)]
    SearchDocument.objects.filter(card__in=gone).delete()
    new, told = [], []
    for page, card, content, kept in _read(pages):
        is_open = card.rule_id is None
        if kept:
            told.append((_update(*kept, content), is_open))
        else:
            new.append((content, _of_page(card.pk), is_open))
        if card.kind == Card.Kind.BASE:
            _rename_base(card.base_id, stems_in(folded_plain(page.title)))
    _learn([*told, *_insert(new)], counted=counted)


def _learn(told, *, counted):
    """Know the words that documents did not tell before: `(words, is open to all)` of each."""
    if counted:
        for words, is_open in told:
            learn(words, documents=int(is_open))
    else:
        learn(set().union(*(words for words, _is_open in told)), documents=0)


def out_of_date(ids):
    """Return the ids of the published pages, of these, whose document says something else.

    Those that have none are not told.
    """
    return [
        card.pk
        for _page, card, content, kept in _read(_with_cards(ids))
        if kept and any(_changes(*kept, content, content.columns()))
    ]


def to_write(ids):
    """Return those of these ids of published pages whose document is missing or out of date."""
    documents = SearchDocument.objects.filter(card__in=ids)
    known = set(documents.values_list("card", flat=True))
    return sorted({*ids} - known | {*out_of_date(known)})


def _read(pages):
    """Yield the published ones of `pages`, with what they say, and the document that they have.

    As `(page, card, content, (document, passages) or None)`.
    """
    pages = [(page, card) for page, card in pages if _is_read(card)]
    if not pages:
        return
    cards = [card for _page, card in pages]
    around = Surroundings([card.pk for card in cards])
    documents = {
        document.card_id: document
        for document in SearchDocument.objects.filter(card__in=cards)
    }
    passages = _passages_of(documents.values())
    for page, card in pages:
        document = documents.get(card.pk)
        kept = (document, passages[document.pk]) if document else None
        yield page, card, around.content_of(page), kept


def _is_read(card):
    return bool(card.kind and card.live)


def write_profile(profile):
    """Keep the words of a public profile; one that is not open has no document."""
    if not profile.is_public:
        SearchDocument.objects.filter(profile=profile).delete()
        return
    content = content_of_profile(profile)
    document = SearchDocument.objects.filter(profile=profile).first()
    if document is None:
        told = _insert([(content, _of_person(profile.pk), True)])
    else:
        kept = _passages_of([document])[document.pk]
        told = [(_update(document, kept, content), True)]
    _learn(told, counted=True)


def write_profile_of(person):
    """Keep the words of the profile of `person`, if there is one: their name is in it."""
    if profile := Profile.objects.filter(user=person).select_related("user").first():
        write_profile(profile)


def _insert(contents):
    """Insert new documents: `(content, whose it is, is open to all)` of each.

    Those that somebody else inserted meanwhile are updated. Return `(words, is open to all)`.
    """
    try:
        with transaction.atomic():
            documents = _insert_rows([each[:2] for each in contents])
    except IntegrityError:
        if len(contents) == 1:
            return [_update_inserted(*contents[0])]
        return [told for each in contents for told in _insert([each])]
    return [
        (words_of(document) | {ALL}, is_open)
        for document, (*_content, is_open) in zip(documents, contents, strict=True)
    ]


def _of_page(pk):
    return {"pk": pk, "card_id": pk}


def _of_person(pk):
    return {"pk": -pk, "profile_id": pk}


def _update_inserted(content, own, is_open):
    document = SearchDocument.objects.get(**own)
    kept = _passages_of([document])[document.pk]
    return _update(document, kept, content), is_open


def _update(document, passages, content):
    """Give a document what `content` says: what is the same stays.

    Return the words that it did not tell before.
    """
    values = content.columns()
    changed, are_others = _changes(document, passages, content, values)
    known = words_of(document) if changed else set()
    for name in changed:
        setattr(document, name, values[name])
    if changed:
        document.save(update_fields=changed)
    if are_others:
        document.passages.all().delete()
        _insert_passages([(document, content)])
    return words_of(document) - known if changed else set()


def _changes(document, passages, content, values):
    """Return the columns of a document that are to change, and whether its passages are."""
    changed = [name for name in values if getattr(document, name) != values[name]]
    return changed, passages != content.passages


def _passages_of(documents):
    """Return `{document: [SaidPart, …]}`; one query."""
    found = {document.pk: [] for document in documents}
    rows = Passage.objects.filter(document__in=found).order_by("pk")
    for document, *columns in rows.values_list("document", *SaidPart._fields):
        found[document].append(SaidPart(*columns))
    return found


@writes_in_bulk
def write_new_documents(pages):
    """Keep the words of pages just inserted."""
    pages = [page for page in pages if getattr(page, "kind", "") and page.live]
    ids = [page.pk for page in pages]
    around = Surroundings(ids)
    rules = dict(Card.objects.filter(pk__in=ids).values_list("pk", "rule"))
    documents = _insert_rows(
        [(around.content_of(page), _of_page(page.pk)) for page in pages]
    )
    learn_all(
        (words_of(document), rules[document.card_id] is None) for document in documents
    )


def _insert_rows(contents):
    """Insert documents with their passages, and return them: `(content, whose it is)` of each."""
    documents = SearchDocument.objects.bulk_create(
        SearchDocument(**content.columns(), **own) for content, own in contents
    )
    said = [content for content, _own in contents]
    _insert_passages(zip(documents, said, strict=True))
    return documents


def _insert_passages(told):
    """Insert the passages of documents: `(document, content)` of each."""
    rows = [
        Passage(document=document, **part._asdict())
        for document, content in told
        for part in content.passages
    ]
    Passage.objects.bulk_create(rows, batch_size=500)


def write_pages_that_give(file):
    """Write again the documents of the published pages that give `file`: it was read since."""
    write_pages(file.uses.values("page"))


def write_pages(ids, *, counted=True):
    """Write again the documents of the pages of these ids; see `write_documents`."""
    write_documents(_with_cards(ids), counted=counted)


def _with_cards(ids):
    """Return the pages of these ids, as `(specific page, card)`."""
    cards = {card.pk: card for card in Card.objects.filter(pk__in=ids)}
    return [
        (page, cards[page.pk]) for page in Page.objects.filter(pk__in=cards).specific()
    ]


def _rename_base(base_id, stems):
    """Write again what `base_id` holds, where it says another name of it."""
    named = SearchDocument.objects.filter(card__base=base_id)
    named = named.exclude(card__kind=Card.Kind.BASE).exclude(base_title=stems)
    ids = list(named.order_by("pk").values_list("card", flat=True))
    # A document is as long as the files that it gives: a few are held at once.
    for start in range(0, len(ids), RENAMED_AT_ONCE):
        write_pages(ids[start : start + RENAMED_AT_ONCE], counted=False)
