"""The addresses in a page that a share link opens: they go through the link, or lead nowhere."""

import re

from django.urls import reverse

from bases.access import visible_to
from bases.addresses import address_of, url_path_at
from bases.models import Card

FILE = re.compile(r"(?<![\w/.:-])/(?=(?:images|documents)/[0-9])")
PAGE = re.compile(r'\s+href="/(bases/[^"#?]*)([^"]*)"')


def through_link(link, token, html, *, holder):
    """Return `html` with the addresses that `holder`, who has the link of `token`, may follow.

    What is open to all keeps its own; a page that the link does not open loses it.
    """
    door = reverse("shared", args=[token])
    addresses = _addresses(link, door, html, holder)

    def lead(match):
        address = addresses.get(match[1])
        if address is None:
            return ' aria-disabled="true" role="link"'
        return f' href="{address}{match[2]}"'

    return FILE.sub(door, PAGE.sub(lead, html))


def _addresses(link, door, html, holder):
    """Return `{path: address}` for the pages named in `html` that `holder` may open."""
    paths = {url_path_at(path): path for path, _rest in PAGE.findall(html)}
    cards = visible_to(holder, among=Card.objects.filter(page__url_path__in=paths))
    found = {}
    for page_id, rule_id, url_path, slug in cards.values_list(
        "page_id", "rule_id", "page__url_path", "page__slug"
    ):
        if rule_id is None:
            address = address_of(url_path)
        else:
            address = door if page_id == link.page_id else f"{door}{slug}/"
        found[paths[url_path]] = address
    return found
