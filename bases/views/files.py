"""Images and documents, served through the check of `bases.files`."""

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from bases.files import may_open, shown_to
from bases.models import PortalDocument, PortalRendition


@require_safe
def image(request, rendition_id, name):
    """Serve an image at one size."""
    rendition = get_object_or_404(
        PortalRendition.objects.select_related("image"), pk=rendition_id
    )
    return _served(
        request,
        rendition.image,
        rendition.file,
        name=name,
        version=f"{rendition.image.sha256}-{rendition.pk}",
    )


@require_safe
def document(request, document_id, name):
    """Serve a document under the name it has now."""
    document = get_object_or_404(PortalDocument, pk=document_id)
    if document.filename != name:
        raise Http404
    response = _served(
        request, document, document.file, name=name, version=document.sha256
    )
    if response.status_code == 200:
        response["Content-Disposition"] = document.content_disposition
        # What an uploaded page holds must neither run nor be taken for another type.
        response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _served(request, file, content, *, name, version):
    is_public = shown_to(AnonymousUser(), file)
    if not is_public and not may_open(request.user, file):
        raise Http404

    @condition(etag_func=lambda request: f'"{version}"')
    def answer(request):
        try:
            return FileResponse(content.open("rb"), filename=name)
        except FileNotFoundError as missing:
            raise Http404 from missing

    response = answer(request)
    if is_public:
        patch_cache_control(response, public=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    response["X-Content-Type-Options"] = "nosniff"
    return response
