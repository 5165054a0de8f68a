"""What bases ask of Wagtail: choosers that show what one may read, links that wait for it."""

from wagtail import hooks

from bases.access import visible_to
from bases.links import PlaceholderLinkHandler
from bases.models import Card


@hooks.register("construct_page_chooser_queryset")
def choose_among_readable_pages(pages, request):
    """Propose to link, feature or collect what the person may read, and nothing else."""
    readable = visible_to(request.user, among=Card.objects.all())
    # The chooser also searches, and search filters on the columns of pages alone.
    return pages.filter(pk__in=readable.values("pk"))


@hooks.register("register_rich_text_features", order=10)
def leave_placeholders_for_pages(features):
    """Render links to pages as placeholders; comes after Wagtail's own handler."""
    features.register_link_type(PlaceholderLinkHandler)
