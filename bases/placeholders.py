"""Addresses of pages in stored HTML: left open when it is written, filled for who reads."""

import re

from bases.access import visible_to
from bases.addresses import address_of
from bases.models.cards import Card

SCHEME = "labase-page:"
LINK = re.compile(rf'\s+href="{SCHEME}(\d+)"')


def page_placeholder(page):
    """Return what stands for the address of `page` in stored HTML."""
    return f"{SCHEME}{page.pk}"


def read_by(user, html):
    """Return `html` with the addresses that `user` may know; one query, none without a link.

    A link to a page that the user may not open keeps its words and loses its address.
    """
    asked = {int(pk) for pk in LINK.findall(html)}
    if not asked:
        return html
    cards = visible_to(user, among=Card.objects.filter(page__in=asked))
    paths = dict(cards.values_list("page_id", "page__url_path"))

    def fill(match):
        path = paths.get(int(match[1]))
        return (
            f' href="{address_of(path)}"' if path else ' aria-disabled="true" role="link"'
        )

    return LINK.sub(fill, html)
