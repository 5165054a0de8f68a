"""Say that a fiche is missing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from community.forms import MissingFicheForm
from community.missing import ask_for, words_asked

TYPED = ("words", "text", "email")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request):
    """Say what one looked for and did not find; the address may tell its words."""
    words = words_asked(request.GET.get("q", ""))
    form = MissingFicheForm(
        request.POST or None, request=request, initial={"words": words}
    )
    if form.is_valid():
        sent = {name: form.cleaned_data[name] for name in TYPED if name in form.fields}
        ask_for(request=request, **sent)
        messages.success(
            request,
            _("Thank you: the portal's team reads what you are looking for."),
        )
        return redirect("search")
    return render(request, "community/missing_fiche.html", {"form": form})
