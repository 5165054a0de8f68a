"""Wagtail's screens of pages: their lists and filters tell of what the person handles only."""

from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.choose_parent import GenericChooseParentView
from wagtail.admin.views.pages.listing import (
    EditedByFilter,
    ExplorableIndexView,
    GenericPageFilterSet,
)
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView, UsageView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry

from bases.admin.known import known_to
from bases.admin.usage import KnownUsageMixin
from bases.places import place_field


def _owners(request, within=None):
    owners = _listed(request, within).values("owner")
    return get_user_model().objects.filter(pk__in=owners)


def _editors(request, within=None):
    pages = _listed(request, within).values("pk")
    edits = PageLogEntry.objects.filter(action="wagtail.edit", page__in=pages)
    return get_user_model().objects.filter(pk__in=edits.order_by().values("user"))


def _listed(request, within):
    """Return the pages that the person knows, under the page `within` if there is one."""
    known = known_to(request.user, Page).order_by()
    return known.descendant_of(within) if within else known


class KnownPageFilterSet(GenericPageFilterSet):
    """Filters of the lists of pages; the people proposed are those of the pages listed.

    `within`: the page under which the list looks, nothing where it looks everywhere.
    """

    owner = MultipleUserFilter(
        label=_("Owner"), queryset=_owners, widget=CheckboxSelectMultiple
    )
    edited_by = EditedByFilter(
        label=_("Edited by"), queryset=_editors, widget=CheckboxSelectMultiple
    )
    # There is one site.
    site = None

    def __init__(self, *args, within=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, people in {"owner": _owners, "edited_by": _editors}.items():
            self.filters[name].queryset = partial(people, within=within)


class WithCardsMixin:
    """Reads the rules of all the pages of a list at once."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("card")


class KnownExplorerView(WithCardsMixin, ExplorableIndexView):
    """What is under a page."""

    def get_filterset_kwargs(self):
        crosses = self.request.GET.get("search_all")
        within = None if crosses else self.parent_page
        return {**super().get_filterset_kwargs(), "within": within}


class KnownSearchView(WithCardsMixin, SearchView):
    """What a search finds in the admin."""


class KnownPagesOfTypeView(WithCardsMixin, ContentTypeUseView):
    """The pages of one type."""

    def get_breadcrumbs_items(self):
        # The first leads to a report that crosses all the bases.
        return super().get_breadcrumbs_items()[-1:]


class KnownParentsView(GenericChooseParentView):
    """Where a page of one type may be added."""

    def get_valid_parent_pages(self, user):
        types = ContentType.objects.get_for_models(
            *self.model.allowed_parent_page_models()
        )
        addable = self.permission_policy.instances_user_has_permission_for(user, "add")
        return Page.objects.filter(
            content_type__in=types.values(), pk__in=addable.values("pk")
        )

    def get_form(self):
        form = super().get_form()
        field = place_field(form.fields["parent_page"], user=self.request.user)
        form.fields["parent_page"] = field
        return form


class KnownUsageView(KnownUsageMixin, UsageView):
    """What names a page."""


class PortalPageViewSet(PageViewSet):
    """All the screens of pages."""

    model = Page
    filterset_class = KnownPageFilterSet
    index_view_class = KnownExplorerView
    search_view_class = KnownSearchView
    content_type_use_view_class = KnownPagesOfTypeView
    choose_parent_view_class = KnownParentsView
    usage_view_class = KnownUsageView
