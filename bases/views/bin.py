"""The bin: what was deleted, given back or deleted for good by those who may."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from bases import bin as the_bin
from bases.access import may_read
from bases.addresses import address_of
from bases.doors import base_administered_by
from bases.models import BinEntry, Card
from bases.pagination import page_of
from bases.teams import administers
from bases.tools import tools_of

ENTRIES_PER_PAGE = 50


@require_safe
@cache_control(private=True)
@login_required
def of_base(request, slug):
    """List the fiches and collections of a base that are in the bin."""
    base = base_administered_by(request.user, slug)
    context = {
        "base": base,
        "tools": tools_of(request.user, base),
        "screen": "base_bin",
        "screen_title": _("Bin"),
        "days": the_bin.DAYS_KEPT,
        "page_obj": _page_of(the_bin.entries_of_base(base), request),
    }
    return render(request, "bases/bin.html", context)


@require_safe
@cache_control(private=True)
@login_required
def of_bases(request):
    """List the whole bases in the bin that the signed-in person administers."""
    context = {
        "days": the_bin.DAYS_KEPT,
        "page_obj": _page_of(the_bin.bases_binned_for(request.user), request),
    }
    return render(request, "bases/bin_of_bases.html", context)


@require_POST
@login_required
def restore(request, page_id):
    """Give a page back its place."""
    entry = _entry_or_404(page_id)
    if not the_bin.may_restore(request.user, entry):
        raise Http404
    try:
        page = the_bin.restore(entry, user=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(_after(request, entry))
    if page.slug == entry.slug:
        words = _("“%(title)s” is back, as it was.")
    else:
        words = _(
            "“%(title)s” is back. Another page took its address meanwhile: it is now at"
            " %(address)s."
        )
    address = address_of(page.url_path)
    messages.success(request, words % {"title": page.title, "address": address})
    return redirect(_asked_next(request) or _shown(request.user, page, entry))


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True)
@login_required
def delete(request, page_id):
    """Ask whether a page is deleted for good, and delete it."""
    entry = _entry_or_404(page_id)
    if not administers(request.user, entry.base_id):
        raise Http404
    after = _after(request, entry)
    if request.method != "POST":
        held = Card.objects.filter(page__path__startswith=entry.page.path).exclude(
            page=entry.page_id
        )
        context = {"entry": entry, "held": held.count(), "after": after}
        return render(request, "bases/delete_for_good.html", context)
    title = entry.page.title
    the_bin.delete_for_good(entry, user=request.user)
    messages.success(request, _("“%(title)s” is deleted for good.") % {"title": title})
    return redirect(after)


def _entry_or_404(page_id):
    entries = BinEntry.objects.select_related("page__card", "base")
    return get_object_or_404(entries, pk=page_id)


def _page_of(entries, request):
    page = page_of(entries, request, per_page=ENTRIES_PER_PAGE)
    for entry in page.object_list:
        entry.leaves_on = the_bin.leaves_on(entry)
    return page


def _after(request, entry):
    """Return where to go once `entry` was dealt with: the list that it stood in."""
    if entry.base_id == entry.page_id or not may_read(request.user, entry.base_id):
        return reverse("bases_bin")
    return reverse("base_bin", args=[entry.base.slug])


def _shown(user, page, entry):
    """Return the address of a page given back, or where to go if it shows to nobody yet."""
    if may_read(user, page.pk):
        return address_of(page.url_path)
    return reverse("account")


def _asked_next(request):
    asked = request.POST.get("next", "")
    here = {request.get_host()}
    # A word alone would be taken for the name of a view.
    is_path = asked.startswith("/")
    is_here = is_path and url_has_allowed_host_and_scheme(asked, allowed_hosts=here)
    return asked if is_here else ""
