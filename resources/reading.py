"""What the pages of fiches and collections show to who reads."""

from django.utils.html import strip_tags

from bases.listing import card_of, listed, presented
from bases.models import BasePage, Card
from bases.visibility import visibility_shown
from resources.collecting import shown_items
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
        "base": base,
        "licence": page.licence or base.licence,
        **_credits(page, user),
        **_terms(page),
    }


def collection_context(page, request):
    """Return what the page of a collection prints, for the user of `request`."""
    items = shown_items(request.user, page)
    return {
        "base": _base_of(page),
        "card": card_of(page, request.user),
        "items": items,
        "visibility": visibility_shown(page),
    }


def reading_minutes(html):
    """Return how many minutes it takes to read `html`, one at the least."""
    words = len(strip_tags(html).split())
    return max(1, round(words / WORDS_READ_PER_MINUTE))


def _base_of(page):
    """Return the base of a page, which its readers may read: a page is never wider than it."""
    bases = BasePage.objects.ancestor_of(page)
    return bases.select_related("licence").first()


def _credits(page, user):
    producing = [row.base_id for row in page.producing_bases.all()]
    cards = listed(user, kind=Card.Kind.BASE, pk__in=producing)
    return {
        "producing_bases": presented(cards, user=user) if producing else [],
        "producers": list(page.external_producers.select_related("actor_type")),
        "co_authors": [author.name for author in page.co_authors.all()],
    }


def _terms(page):
    return {
        "keywords": [tag for tag in page.keywords.all() if not tag.forbidden],
        "themes": list(page.themes.select_related("category")),
        "natures": list(page.natures.all()),
        "beneficiaries": list(page.beneficiaries.all()),
        "professionals": list(page.professionals.all()),
    }


def _is_updated(page):
    first, last = page.first_published_at, page.last_published_at
    return bool(first and last and last.date() > first.date())
