"""The filters, tabs and chips of the search page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.questions import FACETS, KINDS

LABELS = {
    "theme": gettext_lazy("Theme"),
    "nature": gettext_lazy("Type of resource"),
    "audience": gettext_lazy("Audience"),
}


def facets(question):
    """Return `[{name, label, options: [{slug, name, chosen}], chosen}, …]`; one query each."""
    return [
        {
            "name": name,
            "label": LABELS[name],
            "chosen": len(question.terms[name]),
            "options": [
                {
                    "slug": term.slug,
                    "name": term.name,
                    "chosen": term in question.terms[name],
                }
                for term in vocabulary.objects.all()
            ],
        }
        for name, vocabulary in FACETS.items()
    ]


def chips(question):
    """Return `[{name, address}, …]`: each chosen term, and the question without it."""
    return [
        {"name": term.name, "address": question.without(name, term).address}
        for name, terms in question.terms.items()
        for term in terms
    ]


def tabs(question, counts):
    """Return `[{name, count, address, current}, …]`: the kinds, with what each would answer."""
    names = {
        "fiches": _("Fiches"),
        "bases": _("Bases"),
        "collections": _("Collections"),
    }
    return [
        {
            "name": names[type],
            "count": counts.get(kind, 0),
            "address": question.of_type(type).address,
            "current": type == question.type,
        }
        for type, kind in KINDS.items()
    ]
