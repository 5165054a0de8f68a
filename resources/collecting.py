"""Collections: what is in them, in which order, for who reads."""

from django.db import transaction
from django.db.models import Count, Max

from bases.access import visible_to
from bases.listing import holds, presented
from bases.models import Card
from resources.models import CollectionItem

# Among these stand the four covers of a collection's mosaic.
FIRST_POSITIONS = 8


def shown_items(user, collection):
    """Return the cards of a collection that `user` may open, in order, each with its `note`."""
    notes = dict(collection.items.values_list("item_id", "note"))
    cards = Card.objects.filter(page__collection_items__collection=collection)
    visible = visible_to(user, among=cards).order_by(
        "page__collection_items__position", "page__collection_items__pk"
    )
    rows = presented(visible, user=user)
    for row in rows:
        row["note"] = notes[row["page_id"]]
    return rows


@holds(Card.Kind.COLLECTION)
def items_by_collection(user, collection_ids):
    """Return how many fiches of each collection `user` may open, and the covers of the first."""
    of = "page__collection_items__collection"
    cards = Card.objects.filter(**{f"{of}__in": collection_ids})
    visible = visible_to(user, among=cards).order_by()
    held = {
        row[of]: {"count": row["count"], "tiles": []}
        for row in visible.values(of).annotate(count=Count("pk", distinct=True))
    }
    first = CollectionItem.objects.filter(
        collection__in=collection_ids,
        position__lte=FIRST_POSITIONS,
        item__in=visible.values("pk"),
    )
    for collection, item, family in first.values_list(
        "collection", "item", "item__card__theme__category__family"
    ):
        held[collection]["tiles"].append((str(item), family or "neutral"))
    return held


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
        items = list(item.collection.items.select_for_update())
        place = next(i for i, other in enumerate(items) if other.pk == item.pk)
        other = min(max(place + by, 0), len(items) - 1)
        items.insert(other, items.pop(place))
        for position, each in enumerate(items, start=1):
            each.position = position
        CollectionItem.objects.bulk_update(items, ["position"])
