"""Writes the rows derived from pages: cards, facets, uses of files."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Page

from bases.bin import in_bin_among, in_bin_at, refresh_bin
from bases.bulk import writes_in_bulk
from bases.codes import codes_of
from bases.models.access import BaseSettings
from bases.models.bin import is_in_bin
from bases.models.cards import Card, CardFacet, FileUse
from bases.models.files import PortalDocument, PortalImage
from bases.rules import paths_above, refresh_rules, rule_at, rules_at
from bases.visibility import give_default_readership, give_default_readerships
from bases.workbenches import is_listed, refresh_listed
from taxonomy.models import Audience, Keyword, Licence, Nature, Territory, Theme

# What Wagtail keeps up to date when a draft is saved: nothing that a reader sees.
DRAFT_FIELDS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}
FACETS = {
    Theme: CardFacet.Facet.THEME,
    Nature: CardFacet.Facet.NATURE,
    Audience: CardFacet.Facet.AUDIENCE,
    Territory: CardFacet.Facet.TERRITORY,
    Licence: CardFacet.Facet.LICENCE,
    Keyword: CardFacet.Facet.KEYWORD,
}
BATCH = 200
# What a page hands down to those under it.
KEPT_UNDER = ("base_id", "rule_id", "in_bin")
KINDS_IN_A_BASE = {Card.Kind.RESOURCE, Card.Kind.COLLECTION}
COVER_SIZE = "fill-640x320|format-webp"

# Sent in the transaction that wrote a page's card, with `page` and `card`: the layers above
# keep their own derived rows right by it, whoever published, moved or renamed.
card_written = Signal()


def follow_save(page, *, created, update_fields):
    """Write what is derived from a page that was just saved.

    A save of some fields may come from an instance that holds a draft: what was published is
    read again from the database.
    """
    if update_fields is not None:
        if set(update_fields) <= DRAFT_FIELDS:
            give_files_to_team(page)
            return
        page = Page.objects.get(pk=page.pk)
    page = page.specific
    before = Card.objects.filter(pk=page.pk).values(*KEPT_UNDER, "live").first()
    card = write_card(page)
    _refuse_to_revive(page, card, before)
    if before and any(getattr(card, name) != before[name] for name in KEPT_UNDER):
        # It moved: what is under it follows in the same transaction.
        refresh_subtree(page)
        refresh_listed([before["base_id"]])
    if created and getattr(page, "kind", "") in KINDS_IN_A_BASE:
        give_default_readership(page, base_id_at(page.path))


def give_files_to_team(draft):
    """Give the base of a draft the files that its author sent for it, and that it shows."""
    author = draft.latest_revision and draft.latest_revision.user_id
    base_id = author and hasattr(draft, "shown_images") and base_id_at(draft.path)
    if base_id:
        sent = {"base": None, "uploaded_by_user": author}
        for model, ids in [
            (PortalImage, draft.shown_images()),
            (PortalDocument, draft.shown_documents()),
        ]:
            model.objects.filter(pk__in=ids, **sent).update(base=base_id)


def write_card(page):
    """Write again all that is derived from `page`, a specific instance; return its card."""
    with transaction.atomic():
        values = facet_values_of(page)
        card, _created = Card.objects.update_or_create(
            page_id=page.pk, defaults=columns_of(page, values)
        )
        _write_facets(card, values)
        _write_uses(card, page)
        refresh_listed([card.base_id])
        card_written.send(sender=type(page), page=page, card=card)
    return card


def write_cards(pages):
    """Write again all that is derived from `pages`, whatever their types; return how many."""
    ids = list(pages.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = Page.objects.filter(pk__in=ids[start : start + BATCH])
        for page in batch.specific():
            write_card(page)
    return len(ids)


@writes_in_bulk
def write_new_cards(pages):
    """Write all that bases derive from `pages`, just inserted and held in memory."""
    bases = base_ids_at(page.path for page in pages)
    with transaction.atomic():
        BaseSettings.objects.bulk_create(
            BaseSettings(base_id=page.pk)
            for page in pages
            if getattr(page, "kind", "") == Card.Kind.BASE
        )
        give_default_readerships(
            (page, bases[page.path])
            for page in pages
            if getattr(page, "kind", "") in KINDS_IN_A_BASE
        )
        paths = [page.path for page in pages]
        rules, binned = rules_at(paths), in_bin_among(paths)
        values = {page.pk: facet_values_of(page) for page in pages}
        Card.objects.bulk_create(
            Card(
                page_id=page.pk,
                base_id=bases[page.path],
                rule_id=rules[page.path],
                in_bin=page.path in binned,
                **own_columns_of(page, values[page.pk]),
            )
            for page in pages
        )
        CardFacet.objects.bulk_create(
            CardFacet(card_id=page.pk, facet=facet, value=value)
            for page in pages
            for facet, value in sorted(values[page.pk])
        )
        _write_new_uses(pages, bases)
        refresh_listed(set(bases.values()))


def follow_merged_term(model, source_pk):
    """Write again the cards that carried a term, now that another took its place."""
    if facet := FACETS.get(model):
        having = CardFacet.objects.filter(facet=facet, value=str(source_pk))
        write_cards(Page.objects.filter(pk__in=having.values("card")))


def write_cards_that_show(file):
    """Write again what is derived from the pages that show an image or a document."""
    return write_cards(Page.objects.filter(pk__in=file.uses.values("page")))


def follow_dropped_rendition(rendition):
    """Give the pages that show an image another rendition, now that this one is gone."""
    rendition.purge_from_cache()
    write_cards_that_show(rendition.image)


def refresh_subtree(page):
    """Keep the cards at and under `page` right after it moved: their base, their rule, the bin."""
    under = Card.objects.filter(page__path__startswith=page.path)
    under.update(base_id=base_id_at(page.path))
    for base_path, base_id in _bases_under(page.path):
        Card.objects.filter(page__path__startswith=base_path).update(base_id=base_id)
    refresh_rules(page.path)
    refresh_bin(page.path)


def columns_of(page, values):
    """Return the columns of the card of `page`, a specific instance that has these facets."""
    return {
        "base_id": base_id_at(page.path),
        "rule_id": rule_at(page.path),
        "in_bin": in_bin_at(page.path),
        "listed": is_listed(page),
        "certified": getattr(page, "is_certified", False),
        **own_columns_of(page, values),
    }


def own_columns_of(page, values):
    """Return the columns of the card of `page` that do not depend on where it stands.

    `values`: its `facet_values_of`.
    """
    return {
        "kind": getattr(page, "kind", ""),
        "live": page.live,
        "expire_at": page.expire_at,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
        "title": page.title,
        "summary": getattr(page, "summary", ""),
        "cover_url": _cover_url(page),
        "codes": codes_of(page, values),
        **getattr(page, "card_values", dict)(),
    }


def facet_values_of(page):
    """Return the `(facet, value)` that `page` is filtered by."""
    facets = getattr(page, "facets", dict)()
    return {(facet, str(value)) for facet, values in facets.items() for value in values}


def files_opened_by(page):
    """Return the images and the documents that `page` opens: only what is published does."""
    images, documents = _file_ids_of(page)
    return (
        PortalImage.objects.filter(pk__in=images),
        PortalDocument.objects.filter(pk__in=documents),
    )


def base_id_at(path):
    """Return the id of the base that holds the page at `path`, None outside of bases."""
    return base_ids_at([path])[path]


def base_ids_at(paths):
    """Return `{path: id of the base that holds it, or None}`, in one query."""
    chains = {path: paths_above(path) for path in paths}
    above = {each for chain in chains.values() for each in chain}
    bases = dict(
        Page.objects.filter(path__in=above, basepage__isnull=False).values_list(
            "path", "pk"
        )
    )
    return {
        path: next((bases[each] for each in chain if each in bases), None)
        for path, chain in chains.items()
    }


def _refuse_to_revive(page, card, before):
    """Refuse to publish or to rename what is in the bin: it is given back first."""
    published = card.live and not (before and before["live"])
    if card.in_bin and (published or not is_in_bin(page)):
        raise ValidationError({"slug": _("This page is in the bin: restore it first.")})


def _bases_under(path):
    return Page.objects.filter(path__startswith=path, basepage__isnull=False).values_list(
        "path", "pk"
    )


def _cover_url(page):
    cover = getattr(page, "cover", None)
    return cover.get_rendition(COVER_SIZE).url if cover and page.live else ""


def _write_facets(card, wanted):
    kept = set()
    for row in card.facets.all():
        if (row.facet, row.value) in wanted:
            kept.add((row.facet, row.value))
        else:
            row.delete()
    CardFacet.objects.bulk_create(
        CardFacet(card=card, facet=facet, value=value)
        for facet, value in sorted(wanted - kept)
    )


def _file_ids_of(page):
    if not page.live or not hasattr(page, "shown_images"):
        return set(), set()
    return page.shown_images(), page.shown_documents()


def _write_new_uses(pages, bases):
    uses, shown = [], {PortalImage: [], PortalDocument: []}
    for page in pages:
        images, documents = _file_ids_of(page)
        uses += [FileUse(page_id=page.pk, image_id=pk) for pk in images]
        uses += [FileUse(page_id=page.pk, document_id=pk) for pk in documents]
        shown[PortalImage] += [(pk, bases[page.path]) for pk in images]
        shown[PortalDocument] += [(pk, bases[page.path]) for pk in documents]
    FileUse.objects.bulk_create(uses)
    for model, pairs in shown.items():
        base_by_file = dict(pairs)
        orphans = list(model.objects.filter(base=None, pk__in=base_by_file))
        for file in orphans:
            file.base_id = base_by_file[file.pk]
        model.objects.bulk_update(orphans, ["base"], batch_size=BATCH)


def _write_uses(card, page):
    images, documents = files_opened_by(page)
    FileUse.objects.filter(page_id=page.pk).delete()
    FileUse.objects.bulk_create(
        [
            *(FileUse(page_id=page.pk, image=image) for image in images),
            *(FileUse(page_id=page.pk, document=document) for document in documents),
        ]
    )
    # A file that was uploaded from the editor learns here which base it belongs to.
    if card.base_id:
        images.filter(base=None).update(base=card.base_id)
        documents.filter(base=None).update(base=card.base_id)
