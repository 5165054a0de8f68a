"""What fiches and collections add to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from resources import admin_views


@hooks.register("register_admin_urls")
def collection_urls():
    """Return the addresses of the screens of a collection's items."""
    return [
        path(
            "collections/<int:collection_id>/fiches/",
            admin_views.items,
            name="collection_items",
        ),
        path(
            "collections/<int:collection_id>/fiches/<int:item_id>/",
            admin_views.change_item,
            name="collection_item",
        ),
    ]


@hooks.register("insert_editor_js")
def tell_near_fiches():
    """Show what is near to the title of a fiche while it is typed."""
    return format_html(
        '<script type="module" src="{}"></script>', static("labase/js/near.js")
    )
