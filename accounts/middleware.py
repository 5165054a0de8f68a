"""What each request is asked of who is signed in: are they here still, is a password enough."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.inactivity import note_seen
from accounts.second_factor import is_missing_to


class SeenMiddleware:
    """Write who is here today; whose account closed meanwhile is signed out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Without a session nobody is signed in: nothing is asked of the database.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and _is_closed(request.user):
            logout(request)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Send those who must have a second factor, and have none, where they set it up.

    Superusers read and change everything, everywhere; what others of the staff may do stands in
    the admin.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.SECOND_FACTOR_OF_STAFF or not _is_guarded(request):
            return self.get_response(request)
        if not is_missing_to(request.user):
            return self.get_response(request)
        sentence = _("Your role asks for a second factor: set it up to go on.")
        messages.warning(request, sentence)
        following = request.get_full_path() if request.method == "GET" else "/compte/"
        asked = urlencode({"next": following})
        return redirect(f"{reverse('mfa_activate_totp')}?{asked}")


def _is_guarded(request):
    """Say whether an address is one where the rights of staff serve."""
    if request.path.startswith(reverse("wagtailadmin_home")):
        return request.user.is_authenticated
    # Where the account is kept, and what every page shows, are open.
    is_free = request.path.startswith((reverse("account"), settings.STATIC_URL))
    return not is_free and request.user.is_authenticated and request.user.is_superuser


def _is_closed(person):
    return person.is_authenticated and not note_seen(person)
