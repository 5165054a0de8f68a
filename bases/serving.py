"""Serves a page: found at its address, among those that its reader may open, in two queries."""

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from wagtail.models import Page

from bases.access import named_to, visible_to
from bases.addresses import url_path_at
from bases.bin import binned_at, leaves_on, may_restore
from bases.models.cards import Card
from bases.teams import role_with


def page(request, path):
    """Answer with the page at `path`; with a 404 to those who may not read it as well.

    Wagtail would ask for the site, its root, the tree above and its restrictions: the rule of
    `bases.access` says the same, in the query that finds the page.
    """
    found = page_at(path, user=request.user)
    if found is None:
        return _closed_base(request, path) or _gone(request, path)
    response = found.serve(request)
    if found.card.rule_id:
        add_never_cache_headers(response)
    return response


def _closed_base(request, path):
    """Answer with the name of the base at `path`, for whom that is all they may know of it.

    A 403, so that nothing keeps or indexes it; None where even the name is not told.
    """
    bases = Card.objects.filter(kind=Card.Kind.BASE, page__url_path=url_path_at(path))
    named = named_to(request.user, among=bases).select_related("base__settings").first()
    if named is None or named.may_open:
        return None
    context = {"title": named.title, "settings": named.base.settings}
    response = render(request, "bases/closed_base.html", context, status=403)
    add_never_cache_headers(response)
    return response


def _gone(request, path):
    """Answer that the page is in the bin, to those who could read it; to others, a 404."""
    url_path = url_path_at(path)
    entry = binned_at(url_path, user=request.user) if url_path else None
    if entry is None:
        raise Http404
    context = {"kind": entry.page.card.kind, "leaves_on": leaves_on(entry)}
    if may_restore(request.user, entry):
        context["restore_form"] = render_to_string(
            "bases/restore_form.html", {"entry": entry}, request
        )
    response = render(request, "bases/gone.html", context, status=410)
    add_never_cache_headers(response)
    return response


def page_at(path, *, user):
    """Return the page at `path`, a specific instance with its card; None where none opens."""
    url_path = url_path_at(path)
    if url_path is None:
        return None
    pages = Page.objects.filter(slug=url_path.split("/")[-2], url_path=url_path)
    return opened(user, among=pages)


def opened(user, *, among):
    """Return the first of the pages `among` that `user` may open, specific, with its card.

    And with the `role_of_reader` in its base. None where none opens.
    """
    found = (
        visible_to(user, among=among)
        .select_related("content_type", "card__rule", "card__base__licence")
        .annotate(role_of_reader=role_with(user, "card__base"))
        .first()
    )
    if found is None:
        return None
    model = found.specific_class
    page = model.for_reading().get(pk=found.pk)
    page.card, page.role_of_reader = found.card, found.role_of_reader
    return page
