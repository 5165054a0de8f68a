"""Sends an image or a document, whole or in part, once somebody else said that it may be."""

import logging
from mimetypes import guess_type
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from bases.ranges import UnsatisfiableRangeError, asked_range

logger = logging.getLogger(__name__)


def send_rendition(request, rendition, *, is_public):
    """Return the response that gives an image at one size."""
    # The types of WebP and of its like are not among the registered ones everywhere.
    kind, _encoding = guess_type(rendition.filename, strict=False)
    headers = {"Content-Type": kind or "application/octet-stream"}
    etag = f'"{rendition.image.sha256}-{rendition.pk}"'
    return _send(request, rendition.file, headers, etag=etag, is_public=is_public)


def send_document(request, document, *, is_public):
    """Return the response that gives a document."""
    headers = {
        "Content-Type": document.content_type,
        "Content-Disposition": document.content_disposition,
        # What an uploaded page holds must neither run nor be taken for another type.
        "Content-Security-Policy": "default-src 'none'",
    }
    etag = f'"{document.sha256}"'
    return _send(request, document.file, headers, etag=etag, is_public=is_public)


def send_portrait(request, photo, *, is_public):
    """Return the response that gives the photo of a person; its name changes with its content."""
    headers = {"Content-Type": "image/webp"}
    return _send(request, photo, headers, etag=f'"{photo.name}"', is_public=is_public)


def _send(request, content, headers, *, etag, is_public):
    headers["X-Content-Type-Options"] = "nosniff"
    try:
        if settings.SENDFILE:
            response = _handed_over(content, headers)
        else:
            conditional = condition(etag_func=lambda *args: etag)(_whole_or_part)
            response = conditional(request, content, headers, etag)
    except FileNotFoundError as missing:
        raise Http404 from missing
    except OSError:
        logger.exception("A file cannot be read: %s", content.name)
        sentence = _("This file cannot be read for now: please come back in a moment.")
        response = HttpResponse(
            sentence, status=503, content_type="text/plain; charset=utf-8"
        )
    # What is public is asked for again each time, so that closing takes effect at once.
    if is_public and response.status_code != 503:
        patch_cache_control(response, public=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _handed_over(content, headers):
    """Return the response by which the web server in front sends `content`, a local file.

    It answers for the ETag and for ranges itself.
    """
    way, _colon, prefix = settings.SENDFILE.partition(":")
    if way == "x-accel":
        headers["X-Accel-Redirect"] = quote(f"{prefix}{content.name}")
    else:
        headers["X-Sendfile"] = quote(content.path)
    return HttpResponse(headers=headers)


def _whole_or_part(request, content, headers, etag):
    size = content.storage.size(content.name)
    headers["Accept-Ranges"] = "bytes"
    try:
        asked = asked_range(request, size=size, etag=etag)
    except UnsatisfiableRangeError:
        headers["Content-Range"] = f"bytes */{size}"
        return HttpResponse(status=416, headers=headers)
    start, stop = asked or (0, size)
    headers["Content-Length"] = str(stop - start)
    if request.method == "HEAD":
        return HttpResponse(headers=headers)
    if asked:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    chunks = content.storage.chunks(content.name, start, stop)
    return StreamingHttpResponse(chunks, status=206 if asked else 200, headers=headers)
