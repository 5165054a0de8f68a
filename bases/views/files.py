"""Images and documents, served through the check of `bases.files`."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from bases.delivery import send_document, send_rendition
from bases.files import may_open, shown_to
from bases.models import PortalDocument, PortalRendition


@require_safe
def image(request, rendition_id, name):
    """Serve an image at one size."""
    rendition = rendition_at(rendition_id, name)
    is_public = _is_public(rendition.image, request.user)
    return send_rendition(request, rendition, is_public=is_public)


@require_safe
def document(request, document_id, name):
    """Serve a document under the name it has now."""
    document = document_at(document_id, name)
    is_public = _is_public(document, request.user)
    return send_document(request, document, is_public=is_public)


def rendition_at(rendition_id, name):
    """Return the rendition of this id and file name, or answer with a 404."""
    renditions = PortalRendition.objects.select_related("image")
    return _named(get_object_or_404(renditions, pk=rendition_id), name)


def document_at(document_id, name):
    """Return the document of this id and file name, or answer with a 404."""
    return _named(get_object_or_404(PortalDocument, pk=document_id), name)


def _named(file, name):
    # The type of what is sent follows its name: no other name than its own will do.
    if file.filename != name:
        raise Http404
    return file


def _is_public(file, user):
    """Say whether anybody may open `file`; a 404 where `user` may not."""
    if shown_to(AnonymousUser(), file):
        return True
    if may_open(user, file):
        return False
    raise Http404
