"""What bases ask of Wagtail: the door of pages, and choosers that show what one may read."""

from django.http import Http404
from wagtail import hooks

from bases.access import may_read, visible_to
from bases.links import PlaceholderLinkHandler


@hooks.register("before_serve_page", order=-100)
def answer_only_readers(page, request, serve_args, serve_kwargs):
    """Answer like an address that does not exist to those who may not read a page."""
    if not may_read(request.user, page.pk):
        raise Http404


@hooks.register("construct_page_chooser_queryset")
def choose_among_readable_pages(pages, request):
    """Propose to link, feature or collect what the person may read, and nothing else."""
    return visible_to(request.user, among=pages)


@hooks.register("register_rich_text_features", order=10)
def leave_placeholders_for_pages(features):
    """Render links to pages as placeholders; comes after Wagtail's own handler."""
    features.register_link_type(PlaceholderLinkHandler)
