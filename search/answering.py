"""The page of answers to a question: what it prints, on the search page and in a base."""

from bases.pagination import page_of
from search.choices import choices
from search.facets import chips, facets, sorts, tabs
from search.finding import find
from search.matches import PERSON
from search.nearest import nearest_themes
from search.promoted import promoted_for
from search.questions import read_question


def answered(request, *, per_page, base=None):
    """Return the context of a page that answers what `request` asks, in one base or in all."""
    known = choices()
    question = read_question(request, choices=known)
    if base:
        question = question.of_type("fiches")
    answer, page = _page(request, question, per_page=per_page, base=base)
    first_asked = not base and page.number == 1 and not any(question.chosen.values())
    # The page of a base shows none of its own.
    is_empty = not (base or answer.rows)
    known["base"] = answer.bases
    shown = facets(question, known, answer.facets, only_met=base is not None)
    return {
        "question": question,
        "answer": answer,
        "page_obj": page,
        "themes": nearest_themes(request.user, question.words) if is_empty else [],
        "may_miss": _may_miss(question, answer),
        "promoted": promoted_for(request.user, question.words) if first_asked else [],
        "tabs": tabs(question, answer.totals),
        "facets": [facet for facet in shown if not base or facet["name"] != "base"],
        "chips": chips(question),
        "sorts": sorts(question),
    }


def _may_miss(question, answer):
    """Say whether a fiche may be missing. People are asked for by name: names are not kept."""
    is_whole = answer.rows and not (answer.relaxed or answer.left_out)
    return question.kind != PERSON and not is_whole


def _page(request, question, **wanted):
    """Return the answer and the page that is asked for; the first where there is none such."""
    per_page, base = wanted["per_page"], wanted["base"]

    def ask(number):
        return find(
            request.user,
            page=number,
            per_page=per_page,
            base=base and base.pk,
            **question.asked,
        )

    number = _number(request.GET.get("page", "1"))
    answer = ask(number)
    page = page_of(range(answer.totals.get(question.kind, 0)), request, per_page=per_page)
    if page.number != number:
        answer = ask(page.number)
    page.object_list = answer.rows
    return answer, page


def _number(asked):
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 6 else 1
