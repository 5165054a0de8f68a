"""The pages of the portal itself, for the bars at the top and at the foot of every page."""

from django import template

from bases.access import visible_to
from bases.addresses import address_of
from home.models import EditorialPage

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_pages(context):
    """Return `[{title, slug, url}, …]`: the editorial pages listed at the foot of pages."""
    request = context.get("request")
    if request is None:
        return []
    pages = visible_to(request.user, among=EditorialPage.objects.filter(in_footer=True))
    rows = pages.order_by("path").values("title", "slug", "url_path")
    return [{**row, "url": address_of(row["url_path"])} for row in rows]
