"""The API that the admin's own screens call: it tells of what the person handles, by our rules."""

from django.core.exceptions import ValidationError
from rest_framework.exceptions import ValidationError as RefusedInput
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from bases.admin.known import known_to
from bases.copying import PortalCopyAction
from bases.deleting import BinPageAPIAction


class KnownFilesMixin:
    """Answers about the files that the person handles."""

    def get_queryset(self):
        return known_to(self.request.user, self.model).order_by("pk")


class KnownImagesAPIViewSet(KnownFilesMixin, ImagesAdminAPIViewSet):
    """Images."""


class KnownDocumentsAPIViewSet(KnownFilesMixin, DocumentsAdminAPIViewSet):
    """Documents."""


class PortalCopyAPIAction(CopyPageAPIAction):
    """Copies a page as the copy screen does."""

    def _action_from_data(self, instance, data):
        action = super()._action_from_data(instance, data)
        return PortalCopyAction(
            page=action.page,
            to=action.to,
            update_attrs=action.update_attrs,
            recursive=action.recursive,
            keep_live=action.keep_live,
            user=action.user,
        )


class PortalPagesAPIViewSet(PagesAdminAPIViewSet):
    """Pages, without aliases nor translations, whose deletion leads to the bin."""

    actions = {
        "copy": PortalCopyAPIAction,
        "delete": BinPageAPIAction,
        **{
            name: PagesAdminAPIViewSet.actions[name]
            for name in ("move", "publish", "unpublish", "revert_to_page_revision")
        },
    }

    def get_base_queryset(self):
        known = known_to(self.request.user, Page)
        # Searches take no condition but on the columns of pages.
        return Page.objects.filter(pk__in=known.values("pk"))

    def action_view(self, request, pk, action_name):
        try:
            return super().action_view(request, pk, action_name)
        except ValidationError as refusal:
            raise RefusedInput(refusal.messages) from refusal
