"""Addresses of the admin where our views stand in front of Wagtail's, under the same names."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.images.views.chooser import ImageChooserViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from bases.admin import bulk, choosers, files, importing
from bases.models import PortalImage
from bases.views import copying, deleting, editing, moving


class KnownImageChooserViewSet(ImageChooserViewSet):
    """The chooser of images, whose filters tell of known images only."""

    choose_view_class = files.KnownImageChooseView
    choose_results_view_class = files.KnownImageResultsView


_images = KnownImageChooserViewSet(
    "wagtailimages_chooser", model=PortalImage, url_prefix="images/chooser"
)

urlpatterns = [
    path("pages/<int:page_id>/edit/", editing.edit),
    path("pages/<int:page_id>/delete/", deleting.delete),
    path("pages/<int:page_id>/copy/", copying.copy),
    path("pages/<int:page_to_move_id>/move/", moving.move),
    path(
        "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/", moving.confirm
    ),
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
    path(
        "choose-page/<int:parent_page_id>/",
        choosers.PageBrowseView.as_view(),
        name="wagtailadmin_choose_page_child",
    ),
    path("choose-page/search/", choosers.PageSearchView.as_view()),
    path("choose-page/chosen-multiple/", choosers.PagesChosenView.as_view()),
    path("choose-external-link/", choosers.AddressChosenView.as_view()),
    path("people/import/", importing.import_people, name="import_people"),
    path("people/import/send/", importing.send_mails, name="import_people_send"),
    path("images/", files.KnownImagesView.as_view()),
    path("images/results/", files.KnownImagesView.as_view(results_only=True)),
    path("images/usage/<int:image_id>/", files.KnownImageUsageView.as_view()),
    path("images/chooser/", _images.choose_view),
    path("images/chooser/results/", _images.choose_results_view),
    path("documents/", files.KnownDocumentsView.as_view()),
    path("documents/results/", files.KnownDocumentsView.as_view(results_only=True)),
    path("documents/usage/<int:document_id>/", files.KnownDocumentUsageView.as_view()),
]
decorate_urlpatterns(urlpatterns, require_admin_access)
decorate_urlpatterns(urlpatterns, never_cache)
