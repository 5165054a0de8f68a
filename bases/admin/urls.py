"""Addresses of the admin where our views stand in front of Wagtail's, which name them."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from bases.admin import bulk, choosers, files
from bases.admin.chosen import KnownImageChooseView
from bases.views import editing

urlpatterns = [
    path("pages/<int:page_id>/edit/", editing.edit),
    path(
        "bulk/<str:app_label>/<str:model_name>/<str:action>/",
        bulk.bulk_action,
        name="wagtail_bulk_action",
    ),
    path(
        "choose-page/",
        choosers.PageBrowseView.as_view(),
        name="wagtailadmin_choose_page",
    ),
]
