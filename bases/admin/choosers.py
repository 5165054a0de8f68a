"""The chooser of pages: one's own pages to browse, all that one may read to search."""

from urllib.parse import urlsplit

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import chooser
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.ids import names_an_id
from bases.access import may_read, visible_to
from bases.addresses import url_path_at
from bases.admin.known import choosable_by, is_known, known_to
from bases.serving import page_at

# What a page is chosen for, where it is to hold another: only pages that are handled serve.
TO_HOLD = {"add_subpage", "copy_to", "move_to", "bulk_move_to"}


class TitleColumn(chooser.PageTitleColumn):
    """The title of a page, whose parent is known already."""

    def __init__(self, *args, parent, **kwargs):
        super().__init__(*args, **kwargs)
        self.parent = parent

    def get_cell_context_data(self, instance, parent_context):
        if not instance.is_parent_page:
            # Where treebeard keeps the parent that it read.
            instance._cached_parent_obj = self.parent
        return super().get_cell_context_data(instance, parent_context)


class PageBrowseView(chooser.BrowseView):
    """The pages under one that the person handles, or under one that they may read."""

    @property
    def columns(self):
        title = TitleColumn(
            "title",
            label=_("Title"),
            is_multiple_choice=self.is_multiple_choice,
            parent=self.parent_page,
        )
        return [
            title if isinstance(column, chooser.PageTitleColumn) else column
            for column in super().columns
        ]

    def get(self, request, parent_page_id=None):
        request.GET = _without_what_is_no_id(request.GET, "target_pages[]", request.user)
        return super().get(request, self._parent(parent_page_id))

    def get_object_list(self):
        return super().get_object_list().annotate_approved_schedule()

    def filter_object_list(self, pages):
        pages = super().filter_object_list(pages)
        user = self.request.user
        if self._holds or is_known(user, Page, self.parent_page.pk):
            return pages.filter(pk__in=known_to(user, Page).values("pk"))
        return visible_to(user, among=pages)

    @property
    def _holds(self):
        return self.request.GET.get("user_perms") in TO_HOLD

    def _parent(self, parent_page_id):
        user = self.request.user
        if parent_page_id is None:
            if user.is_superuser:
                return None
            root = policy_registry.get_by_type(Page).explorable_root_instance(user)
            if root is not None:
                return root.pk
            # Who handles no page browses what they may read, from the front page.
            front = Page.objects.filter(url_path=url_path_at(""))
            parent_page_id = front.values_list("pk", flat=True).first()
        known = is_known(user, Page, parent_page_id)
        if not known and (self._holds or not may_read(user, parent_page_id)):
            raise Http404
        return parent_page_id


class PageSearchView(chooser.SearchView):
    """The pages that a search finds among those that may be chosen."""

    def get(self, request):
        answer = super().get(request)
        read_parents(answer.context_data["pages"])
        return answer


class PagesChosenView(chooser.ChosenMultipleView):
    """Several pages, chosen."""

    def get(self, request):
        ids = [pk for pk in request.GET.getlist("id") if names_an_id(pk)]
        chosen = choosable_by(request.user, Page.objects.filter(pk__in=ids))
        request.GET = request.GET.copy()
        request.GET.setlist("id", list(chosen.values_list("pk", flat=True)))
        return super().get(request)


class AddressChosenView(chooser.ExternalLinkView):
    """An address typed; that of a page becomes a link to it, for who may read this page."""

    def post(self, request):
        field = f"{self.form_prefix}-url"
        # Without the field at all, the stock form fails rather than asks for it.
        request.POST = request.POST.copy()
        path = _path_of(request.POST.setdefault(field, ""))
        if path is not None and page_at(path, user=request.user) is not None:
            return super().post(request)
        self.form = self.form_class(
            request.POST, initial=self.get_initial_data(), prefix=self.form_prefix
        )
        if self.form.is_valid():
            return self.render_chosen_response(self.get_result_data())
        return self.render_form_response()


def _path_of(typed):
    """Return the path in an address as typed, without its first /; None where it has none."""
    try:
        return urlsplit(typed).path.lstrip("/")
    except ValueError:
        return None


def _without_what_is_no_id(query, name, user):
    """Return `query`, whose values of `name` are ids of pages that `user` knows."""
    ids = [pk for pk in query.getlist(name) if names_an_id(pk)]
    query = query.copy()
    known = known_to(user, Page).filter(pk__in=ids).values_list("pk", flat=True)
    query.setlist(name, [str(pk) for pk in known])
    return query


def read_parents(pages):
    """Read the parents of these `pages` in one query: the cells of a table ask for each."""
    pages = list(pages)
    paths = {page.path[: -Page.steplen] for page in pages}
    parents = {page.path: page for page in Page.objects.filter(path__in=paths)}
    for page in pages:
        # Where treebeard keeps the parent that it read.
        page._cached_parent_obj = parents.get(page.path[: -Page.steplen])
