"""Addresses of the admin that come before Wagtail's: some take the place of its own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from resources.completion import complete
from resources.near_views import near

urlpatterns = [
    path("fiches/proches/", near, name="near_fiches"),
    path("tag-autocomplete/", complete, name="wagtailadmin_tag_autocomplete"),
    path(
        "tag-autocomplete/<slug:app_name>/<slug:model_name>/",
        complete,
        name="wagtailadmin_tag_model_autocomplete",
    ),
]
decorate_urlpatterns(urlpatterns, require_admin_access)
decorate_urlpatterns(urlpatterns, never_cache)
