"""Writes the rows derived from pages: cards, facets, uses of files."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.models import COMMENTS_RELATION_NAME, Page

from bases.bin import in_bin_at, refresh_bin
from bases.models.bin import is_in_bin
from bases.models.cards import Card, CardFacet, FileUse
from bases.models.files import PortalDocument, PortalImage
from bases.rules import refresh_rules, rule_at
from bases.visibility import give_default_readership
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
        card, _created = Card.objects.update_or_create(
            page_id=page.pk, defaults=columns_of(page)
        )
        _write_facets(card, getattr(page, "facets", dict)())
        _write_uses(card, page)
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


def columns_of(page):
    """Return the columns of the card of `page`, a specific instance."""
    is_base = getattr(page, "kind", "") == Card.Kind.BASE
    return {
        "kind": getattr(page, "kind", ""),
        "base_id": page.pk if is_base else base_id_at(page.path),
        "rule_id": rule_at(page.path),
        "live": page.live,
        "in_bin": in_bin_at(page.path),
        "expire_at": page.expire_at,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
        "title": page.title,
        "summary": getattr(page, "summary", ""),
        "cover_url": _cover_url(page),
        **getattr(page, "card_values", dict)(),
    }


def files_opened_by(page):
    """Return the images and the documents that `page` opens: only what is published does."""
    shown = page.live and hasattr(page, "shown_images")
    images = page.shown_images() if shown else set()
    documents = page.shown_documents() if shown else set()
    return (
        PortalImage.objects.filter(pk__in=images),
        PortalDocument.objects.filter(pk__in=documents),
    )


def base_id_at(path):
    """Return the id of the base that holds the page at `path`, None outside of bases."""
    ancestors = [path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen)]
    return (
        Page.objects.filter(path__in=ancestors, basepage__isnull=False)
        .values_list("pk", flat=True)
        .first()
    )


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


def _write_facets(card, facets):
    wanted = {(facet, str(value)) for facet, values in facets.items() for value in values}
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
