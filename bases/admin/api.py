"""The API that the admin's own screens call: files are those that the person handles."""

from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from bases.admin.known import known_to


class KnownFilesMixin:
    """Answers about the files that the person handles."""

    def get_queryset(self):
        return known_to(self.request.user, self.model).order_by("pk")


class KnownImagesAPIViewSet(KnownFilesMixin, ImagesAdminAPIViewSet):
    """Images."""


class KnownDocumentsAPIViewSet(KnownFilesMixin, DocumentsAdminAPIViewSet):
    """Documents."""
