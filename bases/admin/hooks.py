"""What makes the admin of each person theirs: their screens, their menu, their first page."""

from wagtail import hooks
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
)

from bases.admin import home
from bases.admin.api import (
    KnownDocumentsAPIViewSet,
    KnownImagesAPIViewSet,
    PortalPagesAPIViewSet,
)
from bases.admin.known import choosable_by
from bases.admin.pages import PortalPageViewSet
from bases.admin.versions import NamedPageLinkHandler


@hooks.register("construct_page_chooser_queryset")
def choose_among_known_pages(pages, request):
    """Propose to link, feature or collect what the person may read or handles, and nothing else."""
    return choosable_by(request.user, pages).prefetch_related("card")


@hooks.register("register_rich_text_features", order=10)
def name_linked_pages_to_who_reads_them(features):
    """Show the address of a link in the editor to who may read its page; after Wagtail's own."""
    links = {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': NamedPageLinkHandler("LINK"),
    }
    features.register_converter_rule(
        "contentstate",
        "link",
        {
            "from_database_format": links,
            "to_database_format": {"entity_decorators": {"LINK": link_entity}},
        },
    )


@hooks.register("register_admin_viewset")
def register_page_screens():
    """Answer with our screens of pages; comes after Wagtail's own."""
    return PortalPageViewSet()


@hooks.register("construct_admin_api", order=10)
def keep_api_to_our_rules(router):
    """Answer the calls of the admin's own screens; comes after Wagtail's own."""
    router.register_endpoint("pages", PortalPagesAPIViewSet)
    router.register_endpoint("images", KnownImagesAPIViewSet)
    router.register_endpoint("documents", KnownDocumentsAPIViewSet)


@hooks.register("construct_homepage_panels")
def show_own_work(request, panels):
    """Open the admin on what is the person's, and on nothing that crosses bases."""
    panels[:] = home.panels_of(request.user)


@hooks.register("construct_homepage_summary_items", order=1000)
def count_what_is_handled(request, items):
    """Count what the person handles."""
    items[:] = home.summaries_of(request.user, items)


@hooks.register("construct_reports_menu")
def keep_reports_for_who_sees_all(request, items):
    """Leave reports, which cross all the bases, to superusers."""
    if not request.user.is_superuser:
        items.clear()


@hooks.register("construct_help_menu")
def leave_out_help_of_wagtail(request, items):
    """Wagtail's own help speaks of another product, to superusers alone."""
    if not request.user.is_superuser:
        items.clear()
