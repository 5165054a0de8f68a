"""Share links made, listed, changed and stopped, by those who may share a page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from bases.access import visible_to
from bases.doors import base_administered_by, base_contributed_to_by, page_of
from bases.link_forms import ChosenLinkForm, ShareLinkForm
from bases.models import Card, ShareLink
from bases.newcomers import TOLD_BEFORE, is_held
from bases.pagination import page_of as listing_page
from bases.sharing import make_link, revoke, rotate, token_of, working
from bases.teams import administers
from bases.tools import tools_of
from bases.visibility import Visibility, visibility_shown

LINKS_PER_PAGE = 50

read_and_written = require_http_methods(["GET", "HEAD", "POST"])


@read_and_written
@cache_control(private=True)
def base_links(request, slug):
    """Show the links into a base, and make one to the base itself."""
    base = base_administered_by(request.user, slug)
    return _screen(request, base, base, ShareLink.objects.filter(base=base))


@read_and_written
@cache_control(private=True)
def page_links(request, slug, page_slug):
    """Show the links to a fiche or a collection, and make one."""
    base = base_contributed_to_by(request.user, slug)
    page = page_of(base, page_slug, user=request.user)
    links = ShareLink.objects.filter(page=page.pk, base=base)
    if not administers(request.user, base.pk):
        links = links.filter(made_by=request.user)
    return _screen(request, base, page, links)


@read_and_written
@cache_control(private=True)
@login_required
def my_links(request):
    """Show the links that a person made, in all bases."""
    links = _listed(request.user, ShareLink.objects.filter(made_by=request.user))
    if request.method == "POST":
        return _change(request, links)
    context = {"page_obj": _presented(request, links)}
    return render(request, "bases/my_links.html", context)


def _screen(request, base, page, links):
    links = _listed(request.user, links)
    is_public = visibility_shown(page) == Visibility.PUBLIC
    form = ShareLinkForm(request.POST if "make" in request.POST else None)
    if form.is_bound and is_held(request.user):
        messages.error(request, TOLD_BEFORE)
        return redirect(request.path)
    if form.is_bound and not is_public and form.is_valid():
        make_link(page, made_by=request.user, **form.cleaned_data)
        messages.success(request, _("The link is made: copy its address below."))
        return redirect(request.path)
    if request.method == "POST" and not form.is_bound:
        return _change(request, links)
    context = {
        "base": base,
        "page": page,
        "screen": "base_links",
        "screen_title": _("Share by link"),
        "tools": tools_of(request.user, base),
        "form": form,
        "is_public": is_public,
        "page_obj": _presented(request, links),
    }
    return render(request, "bases/links.html", context)


def _listed(user, links):
    """Return the working links among `links` to pages that `user` may read, latest first."""
    cards = visible_to(user, among=Card.objects.all())
    links = working(links).filter(page__in=cards.values("pk"))
    return links.select_related("page", "base", "made_by").order_by("-made_at", "-pk")


def _change(request, links):
    """Stop the link or change its address, as the button says; a 404 for another's link."""
    form = ChosenLinkForm(request.POST, links=links)
    if not form.is_valid():
        raise Http404
    if link := form.cleaned_data["revoke"]:
        revoke(link)
        messages.success(request, _("The link is stopped: it opens nothing any more."))
    elif link := form.cleaned_data["rotate"]:
        rotate(link)
        messages.success(
            request, _("The link has another address: the former one opens nothing.")
        )
    return redirect(request.path)


def _presented(request, links):
    page = listing_page(links, request, per_page=LINKS_PER_PAGE)
    for link in page.object_list:
        path = reverse("shared", args=[token_of(link)])
        link.address = request.build_absolute_uri(path)
    return page
