"""Addresses of the admin where our views stand in front of Wagtail's, under the same names."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from resources.completion import complete

urlpatterns = [
    path("tag-autocomplete/", complete, name="wagtailadmin_tag_autocomplete"),
    path(
        "tag-autocomplete/<slug:app_name>/<slug:model_name>/",
        complete,
        name="wagtailadmin_tag_model_autocomplete",
    ),
]
decorate_urlpatterns(urlpatterns, require_admin_access)
decorate_urlpatterns(urlpatterns, never_cache)
