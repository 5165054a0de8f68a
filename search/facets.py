"""The filters, tabs, orders and chips of a page of answers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.questions import KINDS

OPTIONS_SHOWN = 8
LABELS = {
    "theme": gettext_lazy("Theme"),
    "nature": gettext_lazy("Type of resource"),
    "audience": gettext_lazy("Audience"),
}


def facets(question, vocabularies):
    """Return `[{name, label, first, others}, …]`, the last two as `[{slug, name, chosen}, …]`.

    Few options of each show `first`, with those that are chosen; the `others` are folded.
    """
    found = []
    for name, vocabulary in vocabularies.items():
        first, others = [], []
        for place, term in enumerate(vocabulary):
            chosen = term in question.terms[name]
            shown = chosen or place < OPTIONS_SHOWN
            option = {"slug": term.slug, "name": term.name, "chosen": chosen}
            (first if shown else others).append(option)
        found.append(
            {"name": name, "label": LABELS[name], "first": first, "others": others}
        )
    return found


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


def sorts(question):
    """Return `[{name, address, current}, …]`: the orders that the answers may be put in.

    The best first says something where words are asked for.
    """
    names = {"": _("Best answers"), "recent": _("Latest"), "titre": _("Title")}
    if not question.words:
        del names[""]
    current = question.sort or ("" if question.words else "recent")
    return [
        {
            "name": name,
            "address": question.sorted_by(sort).address,
            "current": sort == current,
        }
        for sort, name in names.items()
    ]
