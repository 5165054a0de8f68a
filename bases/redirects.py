"""Redirects left by pages that changed address: checked like the page they lead to."""

from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from bases.access import may_read


class CheckedRedirectMiddleware:
    """Follow a redirect to a page only for those who may open it.

    To anybody else the new address would give away the new title.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        redirect = _redirect_of(request)
        if redirect is None or not redirect.link:
            return response
        target = redirect.redirect_page_id
        if target and not may_read(request.user, target):
            return response
        answer = (
            HttpResponsePermanentRedirect
            if redirect.is_permanent
            else HttpResponseRedirect
        )(redirect.link)
        # A page that closes must be asked for again, not answered by a browser's memory.
        patch_cache_control(answer, private=True, no_cache=True)
        return answer


def _redirect_of(request):
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path = Redirect.normalise_path(request.path, decode_unicode=False)
    return get_redirect(request, whole) or get_redirect(request, path)
