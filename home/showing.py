"""Where the front page features pages: told before they close."""

from django.utils.translation import ngettext

from bases.closing import shows_pages
from home.models.selection import SelectionItem


@shows_pages
def selections_that_feature(cards, user):
    """Return the sentence on the selections of the front page that feature these pages."""
    items = SelectionItem.objects.filter(page__in=cards.values("page"))
    count = items.order_by().values("selection").distinct().count()
    if not count:
        return ""
    return ngettext(
        "%(count)s selection of the front page features some of it.",
        "%(count)s selections of the front page feature some of it.",
        count,
    ) % {"count": count}
