"""What staff do to several people at once."""

from django import forms
from django.shortcuts import redirect
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from accounts.deletion import needs_told
from accounts.found_people import found_people
from accounts.groups import groups_given_by_hand


class AllThatIsFoundMixin:
    """Takes "all of the list" for the people that the list shows."""

    def get_all_objects_in_listing_query(self, parent_id):
        people = self.model.objects.values_list("pk", flat=True)
        return found_people(people, self.request.GET.get("q", ""))


class GroupChoiceForm(RoleForm):
    """One of the groups that staff give."""

    role = forms.ModelChoiceField(queryset=groups_given_by_hand())


class GiveGroupBulkAction(AllThatIsFoundMixin, AssignRoleBulkAction):
    """Give a group, for superusers: nobody gives rights that they do not have."""

    form_class = GroupChoiceForm

    def check_perm(self, obj):
        return self.request.user.is_superuser


class OpenOrCloseBulkAction(AllThatIsFoundMixin, SetActiveStateBulkAction):
    """Let people sign in, or no longer."""

    def check_perm(self, obj):
        editor = self.request.user
        return super().check_perm(obj) and (editor.is_superuser or not obj.is_superuser)

    @classmethod
    def execute_action(cls, objects, mark_as_active=False, user=None, **kwargs):
        """Write each person, so that what derives from them follows."""
        for person in objects:
            person.is_active = mark_as_active
            person.save(update_fields=["is_active"])
        return len(objects), 0


class DeletePeopleBulkAction(AllThatIsFoundMixin, DeleteBulkAction):
    """Delete people, all of those chosen or none."""

    def form_valid(self, form):
        with needs_told(self.request):
            return super().form_valid(form)
        return redirect(self.next_url)
