"""“See as…”: the administrators of a base look at its real pages as somebody else."""

import copy

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bases import serving
from bases.addresses import address_of
from bases.doors import base_administered_by, page_of
from bases.inert import inert
from bases.standing_in import files_shown_to, readers_offered
from bases.tools import tools_of


@require_safe
@never_cache
def view_as(request, slug, page_slug=None):
    """Show a base, or a page of it, as the reader of `?lecteur=` sees it; ask which one first."""
    base = base_administered_by(request.user, slug)
    page = page_of(base, page_slug, user=request.user) if page_slug else base
    readers = readers_offered(base, viewer=request.user)
    context = {
        "base": base,
        "page": page,
        "page_url": address_of(page.url_path),
        "readers": readers.values(),
    }
    if "lecteur" not in request.GET:
        return _choice(request, context)
    reader = readers.get(request.GET["lecteur"])
    if reader is None:
        raise Http404
    return _seen(request, reader, context)


def _choice(request, context):
    context |= {
        "tools": tools_of(request.user, context["base"]),
        "screen": "base_view_as" if context["page"].pk == context["base"].pk else "",
        "screen_title": _("See as…"),
    }
    return render(request, "bases/view_as.html", context)


def _seen(request, reader, context):
    """Answer with the real page, where nothing acts, under a banner that says as whom it is."""
    seen = _request_of(request, reader, path=context["page_url"])
    response = _served(seen, context)
    files, opened = files_shown_to(seen.user, context["page"])
    context |= {
        "reader": reader,
        "status": response.status_code,
        "files": files,
        "opened": opened,
    }
    banner = render_to_string("bases/view_as_banner.html", context, request)
    answer = HttpResponse(inert(response.content.decode(), banner=banner))
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _served(seen, context):
    """Return what the address of the page answers, rendered; our own page where it is unknown."""
    try:
        response = serving.page(seen, seen.path.removeprefix("/"))
    except Http404:
        return render(seen, "bases/view_as_unknown.html", context, status=404)
    return response.render() if hasattr(response, "render") else response


def _request_of(request, reader, *, path):
    """Return a request for the page at `path` by the stand-in of `reader`, and by nobody else."""
    seen = copy.copy(request)
    seen.user = reader.stand_in(behind=request.user)
    seen.path = seen.path_info = path
    seen.GET = QueryDict()
    return seen
