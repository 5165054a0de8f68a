"""What the pages of fiches and collections show to who reads."""

from django.utils.html import strip_tags

from bases.gestures import gestures_for
from bases.listing import cover_of
from bases.models import BasePage
from bases.readers_in_words import readers_told
from bases.teams import role_on
from bases.tools import page_tools_for
from bases.visibility import visibility_shown
from resources.collecting import TILES, shown_items
from resources.description import credits_of, terms_of
from resources.rendering import body_read_by

WORDS_READ_PER_MINUTE = 200


def fiche_context(page, request):
    """Return what the page of a fiche prints, for the user of `request`."""
    user = request.user
    is_preview = getattr(request, "is_preview", False)
    html, contents = body_read_by(user, page, is_preview=is_preview)
    base = _base_of(page)
    return {
        "body": html,
        "contents": contents,
        "reading_minutes": reading_minutes(html),
        "is_updated": _is_updated(page),
        "visibility": visibility_shown(page),
        **_offered(user, page, base),
        "base": base,
        "licence": page.licence or base.licence,
        **credits_of(page, user),
        **terms_of(page, is_preview=is_preview),
    }


def collection_context(page, request):
    """Return what the page of a collection prints, for the user of `request`."""
    items = shown_items(request.user, page)
    tiles = [(str(item["page_id"]), item["family"]) for item in items[:TILES]]
    base = _base_of(page)
    return {
        "base": base,
        "card": cover_of(page, tiles=tiles),
        "items": items,
        **_offered(request.user, page, base),
        "visibility": visibility_shown(page),
    }


def reading_minutes(html):
    """Return how many minutes it takes to read `html`, one at the least."""
    words = len(strip_tags(html).split())
    return max(1, round(words / WORDS_READ_PER_MINUTE))


def _offered(user, page, base):
    """Return what the reader may do; members are told besides who reads, and have its screens."""
    if not hasattr(page, "card"):
        # A page that was never saved has no screens yet.
        return {"readers": None, "tools": [], "gestures": []}
    role = role_on(page, user)
    return {
        "readers": readers_told(page, user=user, role=role),
        "tools": page_tools_for(role, user, page, base),
        "gestures": gestures_for(user, page),
    }


def _base_of(page):
    """Return the base of a page, which its readers may read: a page is never wider than it."""
    if card := getattr(page, "card", None):
        return card.base
    # A preview of what was never saved.
    bases = BasePage.objects.ancestor_of(page)
    return bases.select_related("licence").first()


def _is_updated(page):
    first, last = page.first_published_at, page.last_published_at
    return bool(first and last and last.date() > first.date())
