"""The screen that asks “Who may read?”, of a base, a fiche or a collection."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page

from bases.closing import change_of
from bases.doors import base_set_by, page_set_by
from bases.models import BaseSettings, Card
from bases.readers import (
    TOLD_WITH_READERS,
    Who,
    answer_of,
    readers_after,
    state_of,
    write_answer,
)
from bases.readers_forms import BaseReadersForm, ReadersForm
from bases.readers_in_words import count_in_words, readers_of
from bases.tools import tools_of
from bases.visibility import set_otherwise


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def base_readers(request, slug):
    """Ask who may read a base, tell what the answer changes, then do it."""
    return _answered(request, base_set_by(request.user, slug))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def page_readers(request, slug, page_slug):
    """Ask who may read a fiche or a collection, tell what the answer changes, then do it."""
    return _answered(request, page_set_by(request.user, slug, page_slug))


@require_POST
@never_cache
@login_required
def base_readers_count(request, slug):
    """Answer how many people the form makes, as it stands."""
    return _counted(request, base_set_by(request.user, slug))


@require_POST
@never_cache
@login_required
def page_readers_count(request, slug, page_slug):
    """Answer how many people the form makes, as it stands."""
    return _counted(request, page_set_by(request.user, slug, page_slug))


def _counted(request, page):
    form = _form(request, page)
    text = ""
    if form.is_valid():
        text = count_in_words(readers_after(page, form.answer, viewer=request.user))
    return JsonResponse({"text": text})


def _answered(request, page):
    form = _form(request, page)
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return render(request, "bases/readers/ask.html", _asking(request, page, form))
    if "confirm" in request.POST and _is_done(page, form):
        readers = readers_of(page, viewer=request.user)
        told = _("Done: it is read by %(readers)s.") % {"readers": readers.words}
        messages.success(request, told)
        return redirect(request.path)
    context = _confirming(request, page, form)
    return render(request, "bases/readers/confirm.html", context)


def _form(request, page):
    current = answer_of(page)
    initial = {"who": current.who, "everybody": current.everybody}
    initial["version"] = state_of(page)
    form_class = ReadersForm
    if page.card.kind == Card.Kind.BASE:
        form_class = BaseReadersForm
        initial |= {name: getattr(page.settings, name) for name in TOLD_WITH_READERS}
    return form_class(
        request.POST if request.method == "POST" else None,
        initial=initial,
        user=request.user,
        page=page,
        current=current,
        choices=_choices(page),
    )


def _choices(page):
    """Return the sentences that apply: what a base does not open, nothing in it opens."""
    base = page.card.base
    widest = (
        Who.BASE if base.pk != page.pk and base.card.rule_id is not None else Who.EVERYONE
    )
    return [widest, Who.TEAM, Who.TEAM_AND]


def _is_done(page, form):
    """Write the answer, unless somebody wrote another one since the form was shown."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        if form.cleaned_data["version"] != state_of(page):
            return False
        write_answer(page, form.answer, by=form.user)
        if page.card.kind == Card.Kind.BASE:
            values = {name: form.cleaned_data[name] for name in TOLD_WITH_READERS}
            settings = BaseSettings.objects.filter(base=page.pk)
            settings.update(**values, readers_chosen=True)
    page.card = Card.objects.select_related("base__card").get(pk=page.pk)
    return True


def _asking(request, page, form):
    return {
        **_screen(request, page),
        "form": form,
        "readers": readers_of(page, viewer=request.user),
        "set_otherwise": set_otherwise(page),
        "in_closed_base": Who.BASE in _choices(page),
    }


def _confirming(request, page, form):
    before = readers_of(page, viewer=request.user)
    after = readers_after(page, form.answer, viewer=request.user)
    version = state_of(page)
    return {
        **_screen(request, page),
        "form": form,
        "before": before,
        "after": after,
        "count": count_in_words(after),
        "change": change_of(page, before, after, user=request.user),
        "version": version,
        "is_stale": form.cleaned_data["version"] != version,
    }


def _screen(request, page):
    is_base = page.card.kind == Card.Kind.BASE
    return {
        "page": page,
        "base": page.card.base,
        "is_base": is_base,
        "tools": tools_of(request.user, page.card.base),
        "screen": "base_readers" if is_base else "",
        "screen_title": _("Who may read?"),
    }
