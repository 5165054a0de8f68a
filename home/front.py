"""What the front page shows to who reads, now or at the date that is previewed."""

from django.utils import timezone

from bases.access import visible_to
from bases.listing import LATEST_FIRST, listed, listed_bases, presented
from bases.models import Card
from home.models.selection import Selection
from taxonomy.models import ThemeCategory

LATEST = 6
BASES = 6


def front_context(page, request):
    """Return what the front page prints, for the user of `request`."""
    selections = Selection.objects.shown_at(timezone.now()).prefetch_related("items")
    return {
        "selections": featured(request.user, list(selections)),
        **_furniture(request.user),
    }


def preview_context(selection, request):
    """Return what the front page would print on the day `selection` starts, for its author."""
    from home.models import HomePage

    moment = selection.starts_at or timezone.now()
    others = Selection.objects.shown_at(moment).exclude(pk=selection.pk)
    others = others.prefetch_related("items")
    shown = sorted([*others, selection], key=lambda each: (each.position, each.pk or 0))
    return {
        "page": HomePage.objects.first(),
        "self": HomePage.objects.first(),
        "request": request,
        "selections": featured(request.user, shown),
        **_furniture(request.user),
    }


def featured(user, selections):
    """Return `[{title, word, cards}, …]`: only what `user` may open, and no empty selection."""
    items = {id(each): list(each.items.all()) for each in selections}
    pages = [item.page_id for same in items.values() for item in same]
    cards = visible_to(user, among=Card.objects.filter(page__in=pages))
    rows = {row["page_id"]: row for row in presented(cards, user=user)}
    shown = []
    for each in selections:
        found = [
            {**rows[item.page_id], "note": item.word}
            for item in items[id(each)]
            if item.page_id in rows
        ]
        if found:
            shown.append({"title": each.title, "word": each.word, "cards": found})
    return shown


def _furniture(user):
    return {
        "latest": presented(listed(user, kind=Card.Kind.RESOURCE)[:LATEST], user=user),
        "bases": presented(listed_bases(user).order_by(*LATEST_FIRST)[:BASES], user=user),
        "categories": ThemeCategory.objects.prefetch_related("themes"),
    }
