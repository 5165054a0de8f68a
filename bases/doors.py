"""The door of the screens of a base: who does not read it meets an address that does not exist."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from bases.access import may_read, named_to, readable_by
from bases.models import BasePage, Card
from bases.models.cards import CONTENTS
from bases.teams import administers, contributes_to, role_of


def base_read_by(user, slug):
    """Return the base at this slug; a 404 for those who may not read it."""
    base = BasePage.objects.filter(slug=slug).select_related("card", "settings").first()
    if base is None or not may_read(user, base.pk):
        raise Http404
    return base


def base_named_to(user, slug):
    """Return the base at this slug, which may be visible but closed to `user`; or a 404."""
    base = BasePage.objects.filter(slug=slug).select_related("card", "settings").first()
    cards = Card.objects.filter(page_id=base and base.pk)
    if not named_to(user, among=cards).exists():
        raise Http404
    return base


def base_joined_by(user, slug):
    """Return the base at this slug; a 403 for its readers who are not of its team."""
    base = base_read_by(user, slug)
    if not user.is_superuser and role_of(user, base.pk) is None:
        raise PermissionDenied
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


def base_set_by(user, slug):
    """Return the base at this slug, published or not, to who says who may read it.

    A 403 to its readers who do not administer it, a 404 to the others.
    """
    card = _card(user, kind=Card.Kind.BASE, page__slug=slug)
    return _set_by(user, card, allowed=administers)


def page_set_by(user, base_slug, slug):
    """Return the fiche or the collection, published or not, to who says who may read it.

    A 403 to its readers who do not contribute to its base, a 404 to the others.
    """
    card = _card(user, kind__in=CONTENTS, base__slug=base_slug, page__slug=slug)
    return _set_by(user, card, allowed=contributes_to)


def _card(user, **at):
    """Return the card at this place, if its rule lets `user` in, whether it is published or not."""
    cards = Card.objects.filter(in_bin=False, **at).select_related("page", "base__card")
    if not user.is_superuser:
        cards = cards.filter(readable_by(user))
    return cards.first()


def _set_by(user, card, *, allowed):
    if card is None:
        raise Http404
    if not allowed(user, card.base_id):
        if may_read(user, card.pk):
            raise PermissionDenied
        raise Http404
    page = card.page.specific
    page.card = card
    return page


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
