"""What is found inside one base: the answer that its page prints."""

from bases.access import visible_to
from bases.inside import finds_inside
from bases.listing import page_of_cards
from bases.models import Card, CardFacet
from search.facets import chips, facets, sorts
from search.finding import find
from search.questions import FACETS, read_question, vocabularies

RESULTS_PER_PAGE = 24


@finds_inside
def found_in_base(request, base):
    """Return what the page of `base` prints: the fiches that answer, and how to ask further."""
    terms = vocabularies()
    question = read_question(request, vocabularies=terms)
    found = find(request.user, base=base, sort=question.sort, **question.asked)
    return {
        "question": question,
        "page_obj": page_of_cards(found, request, per_page=RESULTS_PER_PAGE),
        "facets": facets(question, _met(terms, base, question, user=request.user)),
        "chips": chips(question),
        "sorts": sorts(question),
    }


def _met(terms, base, question, *, user):
    """Keep, of the `terms` of each facet, those that a fiche here has, or that are chosen."""
    cards = Card.objects.filter(base=base, kind=Card.Kind.RESOURCE)
    rows = CardFacet.objects.filter(
        facet__in=FACETS, card__in=visible_to(user, among=cards).order_by().values("pk")
    )
    met = set(rows.values_list("facet", "value").distinct())
    kept = {
        name: [
            term
            for term in vocabulary
            if (name, str(term.pk)) in met or term in question.terms[name]
        ]
        for name, vocabulary in terms.items()
    }
    return {name: vocabulary for name, vocabulary in kept.items() if vocabulary}
