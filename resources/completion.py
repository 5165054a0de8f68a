"""Completes the keywords that an author types, from what this author may read."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from bases.admin.files import known_tags
from resources.keywords import keywords_proposed_to

PROPOSED = 10


@require_safe
def complete(request, app_name="taggit", model_name="tag"):
    """Answer with the keywords, or the tags of files, that begin with what is typed."""
    proposed = {
        ("taxonomy", "keyword"): keywords_proposed_to,
        ("taggit", "tag"): known_tags,
    }.get((app_name, model_name))
    if proposed is None:
        raise Http404
    start = request.GET.get("term", "")
    words = proposed(request.user, start=start) if start else []
    return JsonResponse([word.name for word in words[:PROPOSED]], safe=False)
