"""The filters, tabs, orders and chips of a page of answers, with what each would give."""

from django.utils.translation import gettext as _

from search.choices import LABELS, PARAMETERS, Choice
from search.questions import KINDS

OPTIONS_SHOWN = 6
# Values of a facet among which those that give nothing are shown as such.
FEW = 12


def facets(question, choices, counts, *, only_met=False):
    """Return `[{name, label, first, others}, …]`, of what the answers may be filtered by.

    Each of the last two as `[{slug, name, count, chosen}, …]`: the `first` are those of which
    there are most and those that are chosen, the `others` are folded; what gives nothing is last.
    `choices`: those of each parameter, and of the bases that are named; `counts`: `{facet: {code:
    number}}` of the answer; `only_met`: what gives nothing is left out.
    """
    found = []
    for name, facet in PARAMETERS.items():
        values = _choices(name, choices, counts.get(facet, {}))
        options = [
            {
                "slug": choice.slug,
                "name": choice.name,
                "count": counts.get(facet, {}).get(choice.code, 0),
                "chosen": choice in question.chosen[name],
            }
            for choice in dict.fromkeys([*question.chosen[name], *values])
        ]
        met = [option for option in options if option["count"] or option["chosen"]]
        if met:
            options = met if only_met or len(options) > FEW else options
            found.append({"name": name, "label": LABELS[name], **_folded(options, name)})
    return found


def _choices(name, choices, counts):
    if name == "annee":
        return [Choice(code, code, code) for code in sorted(counts, reverse=True)]
    return choices[name]


def _folded(options, name):
    """Return the options that show `first` and the `others`, which are folded."""
    if name != "annee":
        options = sorted(options, key=lambda option: -option["count"])
    first = [
        option
        for place, option in enumerate(options)
        if option["chosen"] or (place < OPTIONS_SHOWN and option["count"])
    ]
    others = [option for option in options if option not in first]
    return {"first": first, "others": others}


def chips(question):
    """Return `[{name, address}, …]`: each chosen value, and the question without it."""
    return [
        {"name": choice.name, "address": question.without(name, choice).address}
        for name, chosen in question.chosen.items()
        for choice in chosen
    ]


def tabs(question, counts):
    """Return `[{name, count, address, current}, …]`: the kinds, with what each would answer."""
    names = names_of_types()
    return [
        {
            "name": names[type],
            "count": counts.get(kind, 0),
            "address": question.of_type(type).address,
            "current": type == question.type,
        }
        for type, kind in KINDS.items()
    ]


def names_of_types():
    """Return how each kind that is asked for is called: `{type: name}`."""
    return {
        "fiches": _("Fiches"),
        "bases": _("Bases"),
        "collections": _("Collections"),
        "personnes": _("People"),
    }


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
