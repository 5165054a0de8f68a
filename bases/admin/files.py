"""Wagtail's screens of images and documents, whose filters and uses tell of what is known only."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from wagtail.admin.ui.tables import Column
from wagtail.documents.views import documents
from wagtail.images.views import chooser as image_chooser
from wagtail.images.views import images
from wagtail.images.views.chooser import BaseImageChooseView

from bases.admin.known import known_to
from bases.admin.usage import KnownUsageMixin
from bases.models import PortalDocument, PortalImage

POPULAR = 10


def known_tags(user, *, models=(PortalImage, PortalDocument), start=""):
    """Return the tags on the files that `user` handles, those that are used most first."""
    on_files = Q(pk__in=[])
    for model in models:
        on_files |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(
                model
            ),
            taggit_taggeditem_items__object_id__in=known_to(user, model).values("pk"),
        )
    tags = Tag.objects.filter(on_files, name__istartswith=start)
    return tags.annotate(uses=Count("pk")).order_by("-uses", "name")


class KnownTagsMixin:
    """Proposes as a filter the tags of the files listed, and no other."""

    def __init__(self, data=None, queryset=None, *, request=None, **kwargs):
        super().__init__(data, queryset, request=request, **kwargs)
        tags = known_tags(request.user, models=[self._meta.model])[:POPULAR]
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

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("text")

    @cached_property
    def columns(self):
        read = Column("read", label=_("Text"), accessor=_state_of_text)
        return [*super().columns, read]


def _state_of_text(document):
    return document.text.get_state_display() if hasattr(document, "text") else ""


class KnownImageUsageView(KnownUsageMixin, images.UsageView):
    """What shows an image."""

    model = PortalImage


class KnownDocumentUsageView(KnownUsageMixin, documents.UsageView):
    """What gives a document."""

    model = PortalDocument


class KnownImagesMixin:
    """The images to choose from, whether their tag is asked for, words, or both."""

    def filter_object_list(self, objects):
        if tag := self.request.GET.get("tag"):
            # Searches take no condition but on the columns of files.
            tagged = PortalImage.objects.filter(tags__name=tag).values("pk")
            objects = objects.filter(pk__in=tagged)
        return super(BaseImageChooseView, self).filter_object_list(objects)


class KnownImageResultsView(KnownImagesMixin, image_chooser.ImageChooseResultsView):
    """The images found."""


class KnownImageChooseView(KnownImagesMixin, image_chooser.ImageChooseView):
    """The images to choose from, and what filters them."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        tags = known_tags(self.request.user, models=[PortalImage])
        return {**context, "popular_tags": tags[:POPULAR]}
