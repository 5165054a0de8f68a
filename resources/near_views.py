"""What is shown under a title while it is typed."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.ids import names_an_id
from resources.near import may_write_fiches, near_fiches


@require_safe
def near(request):
    """Show the fiches that are near to a title, as a part of a page, to who may write some."""
    if not may_write_fiches(request.user):
        raise Http404
    page = request.GET.get("page", "")
    fiches = near_fiches(
        request.user,
        request.GET.get("titre", ""),
        but=int(page) if names_an_id(page) else None,
    )
    return render(request, "resources/near_fiches.html", {"fiches": fiches})
