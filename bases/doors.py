"""The door of the screens of a base: who does not read it meets an address that does not exist."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from bases.access import may_read
from bases.models import BasePage, Card
from bases.teams import administers, contributes_to


def base_read_by(user, slug):
    """Return the base at this slug; a 404 for those who may not read it."""
    base = BasePage.objects.filter(slug=slug).select_related("card", "settings").first()
    if base is None or not may_read(user, base.pk):
        raise Http404
    return base


def base_contributed_to_by(user, slug):
    """Return the base at this slug; a 403 for its readers who do not write in it."""
    base = base_read_by(user, slug)
    if not contributes_to(user, base.pk):
        raise PermissionDenied
    return base


def base_administered_by(user, slug):
    """Return the base at this slug; a 403 for its readers who do not administer it."""
    base = base_read_by(user, slug)
    if not administers(user, base.pk):
        raise PermissionDenied
    return base


def page_of(base, slug, *, user):
    """Return the fiche or the collection of `base` at this slug, for those who may read it."""
    card = (
        Card.objects.filter(base=base, page__slug=slug, page__depth=base.depth + 1)
        .select_related("page")
        .first()
    )
    if card is None or not may_read(user, card.pk):
        raise Http404
    page = card.page.specific
    page.card = card
    return page
