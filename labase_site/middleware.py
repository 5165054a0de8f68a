"""The two things that every response of the portal goes through here: language and policy."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

ADMIN_PREFIX = "/admin/"

# Wagtail starts its date fields, choosers and lists of items by inline scripts, and styles some
# of them inline. What is written into an attribute never runs, here either.
ADMIN_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE],
    "script-src-attr": [NONE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}
# A preview is a page of the portal, in a frame of the editor.
PREVIEW_DIRECTIVES = {"frame-ancestors": [SELF]}


class PolicyMiddleware(CSPMiddleware):
    """Answer with the policy of the settings, opened in the admin for what Wagtail needs."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if getattr(request, "is_preview", False):
            parts.replace = PREVIEW_DIRECTIVES
        elif request.path.startswith(ADMIN_PREFIX):
            parts.replace = ADMIN_DIRECTIVES
        return parts


class ChosenLanguageMiddleware:
    """Speak French, unless the reader chose otherwise: the choice is a cookie, not an address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        patch_vary_headers(response, ["Cookie"])
        return response
