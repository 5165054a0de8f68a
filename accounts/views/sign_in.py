"""The pages of allauth, on the way in, that answer otherwise here."""

from allauth.account import views
from django.conf import settings
from django.http import Http404
from django.shortcuts import resolve_url
from django.urls import reverse


class SignUpView(views.SignupView):
    """The page that makes an account."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.request}


class SignInView(views.LoginView):
    """The sign-in page."""

    def get_authenticated_redirect_url(self):
        """Return where a person goes who is signed in already.

        Never to the admin where it turns them away: it would send them back here, without end.
        """
        url = super().get_authenticated_redirect_url()
        may_enter = self.request.user.has_perm("wagtailadmin.access_admin")
        if url.startswith(reverse("wagtailadmin_home")) and not may_enter:
            return resolve_url(settings.LOGIN_REDIRECT_URL)
        return url


class ConfirmAddressView(views.ConfirmEmailView):
    """The page of the link that confirms an address."""

    def logout_other_user(self, confirmation):
        """Sign out who reads the mail of another account; not before the button is pressed."""
        if self.request.method == "POST":
            super().logout_other_user(confirmation)

    def get_redirect_url(self):
        """Return the page asked for at the start, or the sign-in that leads to it."""
        if self.request.user.is_authenticated:
            return super().get_redirect_url()
        return self.passthrough_next_url(reverse("account_login"))

    def post(self, *args, **kwargs):
        """Confirm the address; say what happened to a link that serves no longer."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            self.object = None
            return self.render_to_response(self.get_context_data())
