"""The search page."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.answering import answered

RESULTS_PER_PAGE = 20


@require_safe
@cache_control(private=True)
def results(request):
    """Show what answers the question and that the visitor may open."""
    return render(
        request, "search/results.html", answered(request, per_page=RESULTS_PER_PAGE)
    )
