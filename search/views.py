"""The search page."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bases.listing import page_of_cards
from search.facets import chips, facets, sorts, tabs
from search.finding import count_by_kind, find
from search.questions import read_question, vocabularies

RESULTS_PER_PAGE = 20


@require_safe
@cache_control(private=True)
def results(request):
    """Show what answers the question and that the visitor may open."""
    filters = vocabularies()
    question = read_question(request, vocabularies=filters)
    found = find(request.user, kind=question.kind, sort=question.sort, **question.asked)
    counts = count_by_kind(request.user, **question.asked)
    page = page_of_cards(
        found,
        request,
        per_page=RESULTS_PER_PAGE,
        count=counts.get(question.kind, 0),
    )
    context = {
        "question": question,
        "page_obj": page,
        "tabs": tabs(question, counts),
        "facets": facets(question, filters),
        "chips": chips(question),
        "sorts": sorts(question),
    }
    return render(request, "search/results.html", context)
