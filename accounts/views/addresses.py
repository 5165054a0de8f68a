"""The page of my addresses."""

from allauth.account import views

from accounts.addresses import (
    forget_personal,
    keep_as_personal,
    personal_address_of,
    waiting_address_of,
)
from accounts.forms import ChangeAddressForm, PersonalAddressForm

PERSONAL = "action_personal"


class AddressesView(views.EmailView):
    """The address that I sign in with, the one that waits to replace it, and a personal one."""

    template_name = "account/addresses.html"

    def get_form_class(self):
        return PersonalAddressForm if PERSONAL in self.request.POST else ChangeAddressForm

    def post(self, request, *args, **kwargs):
        if PERSONAL in request.POST:
            form = self.get_form()
            return self.form_valid(form) if form.is_valid() else self.form_invalid(form)
        return super().post(request, *args, **kwargs)

    def get_prefix(self):
        return self.get_form_class().prefix

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        person = self.request.user
        bound = context["form"]
        forms = {
            name: bound if isinstance(bound, form) else form(user=person)
            for name, form in (
                ("change_form", ChangeAddressForm),
                ("personal_form", PersonalAddressForm),
            )
        }
        waiting, personal = waiting_address_of(person), personal_address_of(person)
        return {**context, **forms, "waiting": waiting, "personal": personal}

    def _action_remove(self, request, *args, **kwargs):
        response = super()._action_remove(request, *args, **kwargs)
        if not personal_address_of(request.user):
            forget_personal(request.user)
        return response

    def _action_primary(self, request, *args, **kwargs):
        """Make the personal address the main one; the main one becomes the personal one."""
        person, former = request.user, request.user.email
        response = super()._action_primary(request, *args, **kwargs)
        person.refresh_from_db(fields=["email"])
        if person.email != former:
            keep_as_personal(person, former)
        return response
