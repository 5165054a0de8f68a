"""The home of a base, put together by its administrators: sections, and what is shown beside."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ids import names_an_id
from bases import sections
from bases.doors import base_administered_by
from bases.memberships import Refusal
from bases.models import HomeSection, SectionItem
from bases.section_forms import FeatureForm, HomeForm, PlaceForm, SectionForm
from bases.views.screens import refusals_told, show

WORDS_LENGTH = 100


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def home(request, slug):
    """Show the sections of the home of a base in their order; add one."""
    base = base_administered_by(request.user, slug)
    form = SectionForm(request.POST or None)
    if form.is_valid():
        try:
            section = sections.add_section(base, form.cleaned_data["title"])
        except Refusal as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, _("The section is made: choose what it shows."))
            return _back(base, f"section-{section.pk}", filling=section)
    return _screen(request, base, form)


@require_POST
@login_required
def show_beside(request, slug):
    """Say whether the latest fiches and the members are shown."""
    base = base_administered_by(request.user, slug)
    form = HomeForm(request.POST)
    if form.is_valid():
        shown = form.cleaned_data
        sections.show_on_home(
            base, latest=shown["latest_shown"], members=shown["members_shown"]
        )
        messages.success(request, _("The home page is changed."))
    return _back(base)


@require_POST
@login_required
def change_section(request, slug, section_id):
    """Rename, move, fill or remove a section, as the button pressed says."""
    base = base_administered_by(request.user, slug)
    section = get_object_or_404(HomeSection, base=base, pk=section_id)
    section.base = base
    act = {"rename": _rename, "feature": _feature, "remove": _remove}
    acting = act.get(request.POST.get("action"), _move_section)
    return acting(request, base, section)


@require_POST
@login_required
def change_item(request, slug, section_id, item_id):
    """Move a page in its section, or take it out, as the button pressed says."""
    base = base_administered_by(request.user, slug)
    items = SectionItem.objects.select_related("section")
    item = items.filter(section__base=base, section=section_id, pk=item_id).first()
    if item is None:
        # Somebody else took it out meanwhile, or a click came twice.
        get_object_or_404(HomeSection, base=base, pk=section_id)
        messages.info(request, _("This page is no longer in the section."))
        return _back(base, f"section-{section_id}")
    item.section.base = base
    if request.POST.get("action") == "remove":
        sections.take_out(item)
        messages.success(request, _("The page is no longer in the section."))
        return _back(base, f"section-{section_id}")
    form = PlaceForm(request.POST)
    if form.is_valid():
        sections.move_item(item, **form.how)
    else:
        messages.error(request, _("Nothing was moved: use the buttons of the page."))
    return _back(base, f"item-{item_id}")


def _screen(request, base, form, *, renaming=None):
    """Show the home as it stands; `renaming`: the form that was refused, by its section."""
    rows = sections.sections_to_manage(base, request.user)
    for row in rows:
        section = row["section"]
        typed = (renaming or {}).get(section.pk)
        named = {"title": section.title}
        row["rename"] = typed or SectionForm(initial=named, auto_id=_ids_of(section))
    return show(
        request,
        "sections.html",
        base=base,
        screen="base_home",
        title=_("Home page"),
        form=form,
        home_form=HomeForm(instance=base.settings),
        rows=rows,
        **_filled(request, base),
    )


def _ids_of(section):
    return f"title-{section.pk}-%s"


def _rename(request, base, section):
    form = SectionForm(request.POST, auto_id=_ids_of(section))
    if not form.is_valid():
        return _screen(request, base, SectionForm(), renaming={section.pk: form})
    sections.rename_section(section, form.cleaned_data["title"])
    messages.success(request, _("The section has its new title."))
    return _back(base, f"section-{section.pk}")


def _feature(request, base, section):
    form = FeatureForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a page first: nothing was added."))
        return _back(base, f"section-{section.pk}", filling=section)
    with refusals_told(request):
        sections.feature(section, form.cleaned_data["page"], request.user)
        messages.success(request, _("The page is in the section."))
    return _back(base, f"section-{section.pk}", filling=section)


def _remove(request, base, section):
    sections.remove_section(section)
    sentence = _("The section “%(title)s” is removed. What it showed stays in the base.")
    messages.success(request, sentence % {"title": section.title})
    return _back(base)


def _move_section(request, base, section):
    form = PlaceForm(request.POST)
    if form.is_valid():
        sections.move_section(section, **form.how)
    else:
        messages.error(request, _("Nothing was moved: use the buttons of the page."))
    return _back(base, f"section-{section.pk}")


def _filled(request, base):
    """Return the section that is being filled, and what may join it."""
    asked, words = request.GET.get("section", ""), request.GET.get("q", "")
    words = words.replace("\0", " ")[:WORDS_LENGTH].strip()
    found = base.home_sections.filter(pk=asked) if names_an_id(asked) else None
    section = found.first() if found is not None else None
    if section is None:
        return {"filling": None}
    proposed = sections.proposed_for(section, request.user, words=words)
    return {"filling": section, "words": words, "proposed": proposed}


def _back(base, anchor="", *, filling=None):
    query = f"?section={filling.pk}" if filling else ""
    address = reverse("base_home", args=[base.slug])
    return redirect(f"{address}{query}#{anchor}" if anchor else f"{address}{query}")
