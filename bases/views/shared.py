"""What a share link opens: its page, what that page shows, and the files of both."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from bases import serving
from bases.delivery import send_document, send_rendition
from bases.files import shown_to
from bases.lent_addresses import through_link
from bases.sharing import count_use, holder_of, link_at
from bases.views.files import document_at, rendition_at


def opened_by_link(view):
    """Read with the eyes of who holds the link of `token`, whoever asks.

    A link that never was and one that stopped answer alike. Nothing is kept by a cache or a search
    engine, and pages that are linked to are not told the address.
    """

    @require_safe
    @wraps(view)
    def opened(request, token, **named):
        try:
            response = view(_held(request, token), token, **named)
        except Http404:
            response = render(request, "bases/link_over.html", status=404)
        patch_cache_control(response, private=True, no_store=True)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


@opened_by_link
def page(request, token, slug=None):
    """Show the page of a link, or one of those that it holds."""
    link, holder = request.share_link, request.user
    pages = Page.objects.filter(card__in=holder.lent)
    pages = pages.filter(slug=slug) if slug else pages.filter(pk=link.page_id)
    found = serving.opened(holder, among=pages)
    if found is None:
        raise Http404
    response = found.serve(request).render()
    html = response.content.decode()
    response.content = through_link(link, token, html, holder=holder)
    if request.method == "GET" and not slug:
        count_use(link)
    return response


@opened_by_link
def image(request, token, rendition_id, name):
    """Serve an image of what a link opens."""
    rendition = rendition_at(rendition_id, name)
    _check(request, rendition.image)
    return send_rendition(request, rendition, is_public=False)


@opened_by_link
def document(request, token, document_id, name):
    """Serve a document of what a link opens."""
    document = document_at(document_id, name)
    _check(request, document)
    return send_document(request, document, is_public=False)


def _held(request, token):
    """Return `request`, made by who holds the link of `token`; a 404 where there is none."""
    link = link_at(token)
    if link is None:
        raise Http404
    request.share_link = link
    request.user = holder_of(link)
    return request


def _check(request, file):
    if not shown_to(request.user, file):
        raise Http404
