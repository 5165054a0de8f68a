"""Bulk actions: ids that the person does not know are ids that do not exist."""

from django.http import Http404
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

from accounts.ids import names_an_id
from bases.admin.known import known_to
from bases.models import PortalDocument, PortalImage

SHARED = (Page, PortalImage, PortalDocument)


class KnownObjectsMixin:
    """Acts on what the person knows of what was ticked."""

    def get_queryset(self, model, object_ids):
        ids = [pk for pk in object_ids if names_an_id(pk)]
        found = model.objects.all()
        if issubclass(model, SHARED):
            found = known_to(self.request.user, model)
        found = list(found.filter(pk__in=ids))
        if not found:
            raise Http404
        return found


def bulk_action(request, app_label, model_name, action):
    """Ask for a bulk action, or do it."""
    chosen = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if chosen is None:
        raise Http404
    model = next(
        model
        for model in chosen.models
        if (model._meta.app_label, model._meta.model_name) == (app_label, model_name)
    )
    known_only = type(chosen.__name__, (KnownObjectsMixin, chosen), {})
    return known_only(request, model).dispatch(request)
