"""Collections: what is in them, in which order, for who reads."""

from django.db import transaction
from django.db.models import Count, F, Max, Window
from django.db.models.functions import RowNumber

from bases.access import visible_to
from bases.listing import holds, presented
from bases.models import Card
from bases.ordering import put_in_order
from bases.sharing import lends
from resources.models import CollectionItem

# The covers of a collection's mosaic.
TILES = 4


def shown_items(user, collection):
    """Return the cards of a collection that `user` may open, in order, each with its `note`."""
    cards = Card.objects.filter(page__collection_items__collection=collection)
    visible = visible_to(user, among=cards).order_by(
        "page__collection_items__position", "page__collection_items__pk"
    )
    noted = visible.annotate(note=F("page__collection_items__note"))
    return presented(noted, user=user)


@holds(Card.Kind.COLLECTION)
def items_by_collection(user, collection_ids):
    """Return how many fiches of each collection `user` may open, and the covers of the first."""
    held_cards = Card.objects.filter(
        page__collection_items__collection__in=collection_ids
    )
    opened = visible_to(user, among=held_cards).values("pk")
    each = {"partition_by": F("collection")}
    items = CollectionItem.objects.filter(collection__in=collection_ids, item__in=opened)
    first = items.annotate(
        count=Window(Count("pk"), **each),
        place=Window(RowNumber(), order_by=["position", "pk"], **each),
    ).filter(place__lte=TILES)
    held = {}
    for collection, count, item, family in first.order_by(
        "collection", "place"
    ).values_list("collection", "count", "item", "item__card__theme__category__family"):
        kept = held.setdefault(collection, {"count": count, "tiles": []})
        kept["tiles"].append((str(item), family or "neutral"))
    return held


@lends(Card.Kind.COLLECTION)
def fiches_in_collection(collection_id):
    """Return the ids of the fiches of a collection."""
    return CollectionItem.objects.filter(collection=collection_id).values("item")


def add_to_collection(collection, page, *, note=""):
    """Put `page` at the end of `collection`, unless it is in already; return its item."""
    with transaction.atomic():
        last = collection.items.aggregate(last=Max("position"))["last"] or 0
        item, _created = CollectionItem.objects.get_or_create(
            collection=collection,
            item=page,
            defaults={"position": last + 1, "note": note},
        )
    return item


def move_in_collection(item, *, by):
    """Move `item` up (`by=-1`) or down (`by=1`) by one place among its collection's items."""
    with transaction.atomic():
        items = item.collection.items.select_for_update()
        put_in_order(items, moved=item.pk, by=by)
