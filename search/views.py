"""The search page, and what is offered while one types."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.answering import answered
from search.noting import note
from search.questions import MAX_LENGTH
from search.suggesting import suggest

RESULTS_PER_PAGE = 20


@require_safe
@cache_control(private=True)
def results(request):
    """Show what answers the question and that the visitor may open."""
    context = answered(request, per_page=RESULTS_PER_PAGE)
    question = context["question"]
    note(request, question, context["answer"])
    if question.is_narrowed:
        context["save_url"] = f"{reverse('saved_search_new')}?{question.query}"
    return render(request, "search/results.html", context)


@require_safe
@cache_control(private=True)
def suggestions(request):
    """Offer what a question may become while it is typed, as a part of a page."""
    typed = request.GET.get("q", "")[:MAX_LENGTH]
    return render(
        request, "search/suggestions.html", {"suggestions": suggest(request.user, typed)}
    )
