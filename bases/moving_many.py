"""The bulk action of the admin that moves pages: told beforehand, like the move of one."""

from django.template.response import TemplateResponse
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction

from bases.move_forms import MoveForm
from bases.moving import ReadersThere, changes_base, move_to_base, readers_after
from bases.places import place_field


class PortalMoveBulkAction(MoveBulkAction):
    """Moves the pages ticked in a list, once it was told who gains and loses sight of them."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["chooser"] = place_field(
            form.fields["chooser"], user=self.request.user
        )
        return form

    def prepare_action(self, pages, pages_without_access):
        refused = super().prepare_action(pages, pages_without_access)
        if refused is not None:
            return refused
        destination = self.cleaned_form.cleaned_data["chooser"]
        moves = [
            readers_after(page, destination, viewer=self.request.user)
            for page in pages
            if changes_base(page, destination)
        ]
        answer = self.request.POST if "readers" in self.request.POST else None
        form = MoveForm(answer, moves=moves)
        if not moves or form.is_valid():
            return None
        context = {
            "destination": destination,
            "chooser": destination.pk,
            "form": form,
            "moves": moves,
        }
        return TemplateResponse(self.request, "bases/admin/confirm_move.html", context)

    def get_execution_context(self):
        readers = self.request.POST.get("readers", ReadersThere.KEPT)
        return {**super().get_execution_context(), "readers": readers}

    @classmethod
    def execute_action(cls, objects, destination=None, user=None, readers="", **kwargs):
        for page in objects:
            move_to_base(page, destination, user=user, readers=readers)
        return len(objects), 0
