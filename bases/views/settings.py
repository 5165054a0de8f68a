"""The settings of a base on one screen, the steps that it proposes, its deletion."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from bases import next_steps
from bases.bin import DAYS_KEPT, put_in_bin
from bases.closing import shown_elsewhere
from bases.doors import base_administered_by
from bases.memberships import Refusal
from bases.models import Card
from bases.settings_forms import SettingsForm
from bases.settings_of_base import Stale, values_of, write_settings
from bases.slugs import current_slug
from bases.views.screens import show


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request, slug):
    """Show the settings of a base to its administrators, and set what they change."""
    # Somebody may have changed the address while the form was filled.
    base = base_administered_by(request.user, current_slug(slug))
    form = SettingsForm(
        request.POST or None, request.FILES or None, base=base, values=values_of(base)
    )
    stale = None
    if form.is_valid():
        try:
            written = _write(base, form, by=request.user)
        except Stale as found:
            stale = found
            form = SettingsForm(base=base, values=found.values, shown=found.shown)
        except Refusal as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("base_settings", written.slug)
    return _screen(request, base, form, stale)


@require_POST
@login_required
def put_steps_away(request, slug):
    """Show the next steps of a base no more."""
    base = base_administered_by(request.user, slug)
    next_steps.put_away(base)
    messages.success(request, _("The steps are put away."))
    return redirect(base.url)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request, slug):
    """Say what goes with a base, then put it in the bin."""
    base = base_administered_by(request.user, slug)
    if request.method == "POST":
        put_in_bin(base, user=request.user)
        messages.success(request, _("The base is in the bin."))
        return redirect("bases_bin")
    cards = Card.objects.filter(base=base, in_bin=False)
    return show(
        request,
        "delete_base.html",
        base=base,
        screen="base_settings",
        title=_("Delete this base"),
        held=cards.exclude(pk=base.pk).count(),
        elsewhere=shown_elsewhere(cards, user=request.user),
        days=DAYS_KEPT,
    )


def _write(base, form, *, by):
    return write_settings(
        base.pk, typed=form.typed, stood=form.stood, images=form.new_images, by=by
    )


def _screen(request, base, form, stale):
    return show(
        request,
        "settings.html",
        base=base,
        screen="base_settings",
        title=_("Settings"),
        form=form,
        stale=stale,
        changed=form.labels_of(stale.changed) if stale else [],
    )
