"""The screen where a fiche is started; the editor takes it from there."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bases.memberships import Refusal
from resources.start_forms import StartForm
from resources.starting import start_fiche


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def new(request):
    """Ask the title of a fiche, its sentence and its base, then open its editor."""
    asked = request.GET.get("base", "")
    form = StartForm(request.POST or None, user=request.user, asked=asked)
    if form.is_valid():
        try:
            fiche = start_fiche(
                request.user,
                title=form.cleaned_data["title"],
                summary=form.cleaned_data["summary"],
                base=form.chosen_base,
            )
            return redirect("wagtailadmin_pages:edit", fiche.pk)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return render(request, "resources/new.html", {"form": form})
