"""The pages of the portal itself, for the bars at the top and at the foot of every page."""

from django import template

from bases.access import visible_to
from bases.addresses import address_of
from bases.models import Card
from home.models import EditorialPage

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_pages(context):
    """Return `[{title, slug, url}, …]`: the editorial pages listed at the foot of pages."""
    request = context.get("request")
    if request is None:
        return []
    # Asked of cards, which are found by these few ids: a database that knows nothing of sizes
    # would rather start from the cards of all that is open.
    pages = EditorialPage.objects.filter(in_footer=True).values("pk")
    cards = visible_to(request.user, among=Card.objects.filter(page__in=pages))
    rows = cards.order_by("page__path").values_list(
        "title", "page__slug", "page__url_path"
    )
    return [
        {"title": title, "slug": slug, "url": address_of(path)}
        for title, slug, path in rows
    ]
