"""Keywords on fiches."""

from wagtail.models import Page

from bases.cards import write_cards


def write_cards_with(keyword):
    """Write again the cards of the fiches that carry a keyword which was renamed or forbidden."""
    carriers = keyword.resource_keywords.values("content_object")
    write_cards(Page.objects.filter(pk__in=carriers))
