"""Share links: each opens one page, and what it shows, to whoever holds it.

Compared when read: a link stops when it expires or is stopped, when its page moves elsewhere or
goes, and when who made it may no longer share that page.
"""

import re
import secrets
from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from bases.access import LinkHolder, shown_now
from bases.models.cards import Card
from bases.models.sharing import ShareLink
from bases.models.teams import Membership
from bases.teams import ADMINISTERING, CONTRIBUTING

SIGNER = Signer(salt="bases.sharing")
TOKEN = re.compile(r"([1-9][0-9]{0,17})-([\w-]+)", re.ASCII)

_lent = {}


def lends(kind):
    """Register a function `(page_id) -> ids of pages`: what a link to a kind opens besides.

    It lets a link open what a page holds without knowing the app that holds it.
    """

    def register(function):
        _lent[kind] = function
        return function

    return register


def make_link(page, *, made_by, label, days):
    """Return a new link to `page`, which has its card."""
    return ShareLink.objects.create(
        page_id=page.pk,
        base_id=page.card.base_id,
        made_by=made_by,
        label=label,
        nonce=secrets.token_hex(16),
        expires_at=timezone.now() + timedelta(days=days),
    )


def rotate(link):
    """Give a link another address: the one that was handed round opens nothing from now on."""
    link.nonce = secrets.token_hex(16)
    link.save(update_fields=["nonce"])


def revoke(link):
    """Stop a link for good."""
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])


def count_use(link):
    """Note that a link was opened once more."""
    ShareLink.objects.filter(pk=link.pk).update(
        uses=F("uses") + 1, last_used_at=timezone.now()
    )


def token_of(link):
    """Return what the address of a link carries: the database alone does not hold it."""
    return f"{link.pk}-{SIGNER.signature(f'{link.pk}:{link.nonce}')}"


def link_at(token):
    """Return the working link of a token, with its page and its card; None where none is."""
    if not (match := TOKEN.fullmatch(token)):
        return None
    links = working(ShareLink.objects.filter(pk=match[1]))
    link = links.select_related("page__card", "base", "made_by").first()
    return link if link and _is_signed(link, match[2]) else None


def working(links):
    """Keep the links that open their page now."""
    memberships = Membership.objects.filter(
        base=OuterRef("base"), user=OuterRef("made_by")
    )
    may_share = (
        Q(made_by__is_superuser=True)
        | Q(Exists(memberships.filter(role__in=ADMINISTERING)))
        | (~Q(page=F("base")) & Q(Exists(memberships.filter(role__in=CONTRIBUTING))))
    )
    return links.filter(
        may_share,
        shown_now("page__card__"),
        page__card__base=F("base"),
        made_by__is_active=True,
        revoked_at=None,
        expires_at__gt=timezone.now(),
    )


def holder_of(link):
    """Return whoever holds a link, as the reader that the rule of access knows."""
    cards = Card.objects.filter(base=link.base_id)
    kind = link.page.card.kind
    if kind != Card.Kind.BASE:
        held = _lent[kind](link.page_id) if kind in _lent else []
        cards = cards.filter(Q(page=link.page_id) | Q(page__in=held))
    return LinkHolder(link.made_by, cards)


def _is_signed(link, signature):
    try:
        SIGNER.unsign(f"{link.pk}:{link.nonce}:{signature}")
    except BadSignature:
        return False
    return True
