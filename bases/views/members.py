"""The members of a base, on a page of its own, where its administrators show them."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bases.doors import base_read_by
from bases.home import members_counted_in, members_named_in
from bases.pagination import page_of
from bases.workbenches import is_shell_for

MEMBERS_PER_PAGE = 48


@require_safe
@cache_control(private=True)
def members(request, slug):
    """Show the members who agreed to be named, and how many the others are."""
    base = base_read_by(request.user, slug)
    if not base.settings.members_shown or is_shell_for(request.user, base):
        raise Http404
    page = page_of(members_named_in(base), request, per_page=MEMBERS_PER_PAGE)
    count = members_counted_in(base).count()
    context = {
        "base": base,
        "page_obj": page,
        "people": [member.user for member in page],
        "count": count,
        "others": count - page.paginator.count,
    }
    return render(request, "bases/members.html", context)
