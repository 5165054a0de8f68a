"""What fiches and collections add to Wagtail's admin."""

from django.urls import path
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
