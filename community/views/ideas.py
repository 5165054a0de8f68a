"""Ideas and problems: the list, the form, “me too”."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bases.pagination import page_of
from community import ideas
from community.forms import IdeaForm
from community.models import Idea

PER_PAGE = 20
MINE_SHOWN = 10


@require_safe
@cache_control(private=True)
def listed(request):
    """List the ideas that staff opened, and those of the signed-in person."""
    asked = request.GET.get("etat", "")
    state = asked if asked in Idea.State.values else ""
    found = ideas.open_ideas(request.user, state=state)
    mine = []
    if request.user.is_authenticated:
        mine = ideas.ideas_of(request.user)[:MINE_SHOWN]
    return render(
        request,
        "community/ideas.html",
        {
            "page_obj": page_of(found, request, per_page=PER_PAGE),
            "mine": mine,
            "state": state,
            "states": Idea.State.choices,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def propose(request):
    """Send an idea or a problem."""
    form = IdeaForm(request.POST or None, request=request)
    if form.is_valid():
        typed = ("title", "text", "volunteers", "email")
        sent = {name: form.cleaned_data[name] for name in typed if name in form.fields}
        ideas.propose(request=request, **sent)
        messages.success(
            request,
            _(
                "Thank you: we read it. It shows in the list once we have opened it to all."
            ),
        )
        return redirect("ideas")
    return render(request, "community/idea_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def support(request, idea_id):
    """Say “me too” to an idea, or take it back."""
    idea = get_object_or_404(Idea, pk=idea_id, is_open=True)
    if request.method == "POST":
        if "stop" in request.POST:
            ideas.withdraw_support(idea, request.user)
            messages.success(request, _("You no longer say “me too”."))
        else:
            ideas.support(idea, request.user)
            messages.success(request, _("You say “me too”: it counts."))
        return redirect(f"{reverse('ideas')}#idee-{idea.pk}")
    is_mine_too = idea.supports.filter(person=request.user).exists()
    context = {"idea": idea, "is_mine_too": is_mine_too}
    return render(request, "community/idea_support.html", context)
