"""Wagtail's screens of images and documents, whose filters and uses tell of what is known only."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from taggit.models import Tag
from wagtail.documents.views import documents
from wagtail.images.views import chooser as image_chooser
from wagtail.images.views import images

from bases.admin.known import known_to
from bases.admin.usage import KnownUsageMixin
from bases.models import PortalDocument, PortalImage

POPULAR = 10


def known_tags(user, model):
    """Return the tags that are used most on the files of `model` that `user` handles."""
    tagged = {
        "taggit_taggeditem_items__content_type": ContentType.objects.get_for_model(model),
        "taggit_taggeditem_items__object_id__in": known_to(user, model).values("pk"),
    }
    counted = Tag.objects.filter(**tagged).annotate(uses=Count("pk"))
    return counted.order_by("-uses", "name")[:POPULAR]


class KnownTagsMixin:
    """Proposes as a filter the tags of the files listed, and no other."""

    def __init__(self, data=None, queryset=None, *, request=None, **kwargs):
        super().__init__(data, queryset, request=request, **kwargs)
        tags = known_tags(request.user, self._meta.model)
        if tags and "tag" in self.filters:
            self.filters["tag"].extra["choices"] = [(tag.name, tag.name) for tag in tags]
        else:
            self.filters.pop("tag", None)


class KnownImagesFilterSet(KnownTagsMixin, images.ImagesFilterSet):
    """Filters of the list of images."""

    class Meta(images.ImagesFilterSet.Meta):
        pass


class KnownDocumentsFilterSet(KnownTagsMixin, documents.DocumentsFilterSet):
    """Filters of the list of documents."""

    class Meta(documents.DocumentsFilterSet.Meta):
        pass


class KnownImagesView(images.IndexView):
    """The images that a person handles."""

    filterset_class = KnownImagesFilterSet


class KnownDocumentsView(documents.IndexView):
    """The documents that a person handles."""

    filterset_class = KnownDocumentsFilterSet


class KnownImageUsageView(KnownUsageMixin, images.UsageView):
    """What shows an image."""

    model = PortalImage


class KnownDocumentUsageView(KnownUsageMixin, documents.UsageView):
    """What gives a document."""

    model = PortalDocument


class KnownImageChooseView(image_chooser.ImageChooseView):
    """The images to choose from."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "popular_tags": known_tags(self.request.user, PortalImage)}
