"""The pages of the portal itself, for the bars at the top and at the foot of every page."""

from django import template
from django.db import connection

from bases.access import visible_to
from bases.addresses import address_of
from bases.models import Card
from bases.rule_sql import rule_sql
from home.models import EditorialPage

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_pages(context):
    """Return `[{title, slug, url}, …]`: the editorial pages listed at the foot of pages."""
    request = context.get("request")
    if request is None:
        return []
    sql, params = rule_sql(request.user, _at_the_foot)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return [
        {"title": title, "slug": slug, "url": address_of(path)}
        for title, slug, path in rows
    ]


def _at_the_foot(reader):
    # Asked of cards, which are found by these few ids: a database that knows nothing of sizes
    # would rather start from the cards of all that is open.
    pages = EditorialPage.objects.filter(in_footer=True).values("pk")
    cards = visible_to(reader, among=Card.objects.filter(page__in=pages))
    rows = cards.order_by("page__path").values_list(
        "title", "page__slug", "page__url_path"
    )
    return rows.query.sql_with_params()
