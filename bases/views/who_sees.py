"""“Who can see this?”, for those who write in a base."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bases.addresses import address_of
from bases.doors import base_contributed_to_by, page_set_by
from bases.teams import administers
from bases.tools import tools_of
from bases.who_sees import who_sees as answer_for


@require_safe
@never_cache
def who_sees(request, slug, page_slug=None):
    """Say who can see a base, or a fiche or collection of it, published or not."""
    base = base_contributed_to_by(request.user, slug)
    page = page_set_by(request.user, slug, page_slug) if page_slug else base
    context = {
        "base": base,
        "page": page,
        "page_url": address_of(page.url_path),
        "is_base": page.pk == base.pk,
        "answer": answer_for(page, viewer=request.user),
        "is_administrator": administers(request.user, base.pk),
        "tools": tools_of(request.user, base),
        "screen": "base_who_sees" if page.pk == base.pk else "",
        "screen_title": _("Who can see this?"),
    }
    return render(request, "bases/who_sees.html", context)
