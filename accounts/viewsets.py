"""Wagtail's screens of people and groups, with the fields of our accounts."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.users.views import groups, users

from accounts.deletion import needs_told
from accounts.found_people import found_people
from accounts.groups import READERSHIP_PREFIX, groups_given_by_hand
from accounts.people_forms import OwnGroupForm, PersonCreationForm, PersonEditForm


class PeopleFilterSet(users.UserFilterSet):
    """Filters of the list of people."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["group"].queryset = groups_given_by_hand()


class PeopleIndexView(users.IndexView):
    """The list of people."""

    page_title = _("People")

    def search_queryset(self, queryset):
        """Return the people that what is typed names."""
        if not self.is_searching:
            return queryset
        return found_people(queryset, self.search_query)

    @cached_property
    def columns(self):
        columns = super().columns
        for column in columns:
            if column.name == self.model.USERNAME_FIELD:
                column.label = _("E-mail address")
        return columns


class EditorMixin:
    """Tells the form who fills it in."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "editor": self.request.user}


class PersonCreateView(EditorMixin, users.CreateView):
    """A new person."""


class PersonEditView(EditorMixin, users.EditView):
    """One person."""

    def dispatch(self, request, *args, **kwargs):
        # Who writes the address or the password of a superuser becomes one.
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class PersonDeleteView(users.DeleteView):
    """The end of an account."""

    def form_valid(self, form):
        with needs_told(self.request):
            return super().form_valid(form)
        return redirect(self.get_success_url())


class PeopleViewSet(users.UserViewSet):
    """People, for staff."""

    menu_label = _("People")
    filterset_class = PeopleFilterSet
    index_view_class = PeopleIndexView
    add_view_class = PersonCreateView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    # A copy would have the address of somebody else.
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return PersonEditForm if for_update else PersonCreationForm


class OwnGroupMixin:
    """Answers for a group that our rows write as for one that does not exist."""

    def get_object(self, *args, **kwargs):
        group = super().get_object(*args, **kwargs)
        if group.name.startswith(READERSHIP_PREFIX):
            raise Http404
        return group


class GroupIndexView(groups.IndexView):
    """The groups that staff make."""

    def get_base_queryset(self):
        return groups_given_by_hand()


class GroupEditView(OwnGroupMixin, groups.EditView):
    """One group."""


class GroupDeleteView(OwnGroupMixin, groups.DeleteView):
    """The end of a group."""


class GroupHistoryView(OwnGroupMixin, HistoryView):
    """What was done to a group."""


class GroupUsageView(OwnGroupMixin, UsageView):
    """Where a group is named."""


class GroupsViewSet(groups.GroupViewSet):
    """The groups that staff make and give."""

    index_view_class = GroupIndexView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView
    history_view_class = GroupHistoryView
    usage_view_class = GroupUsageView

    def get_form_class(self, for_update=False):
        return OwnGroupForm
