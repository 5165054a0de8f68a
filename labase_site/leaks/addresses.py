"""Every address of the portal: the whole URLconf, each parameter filled."""

from dataclasses import dataclass
from itertools import product

from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from django.utils.regex_helper import normalize

from labase_site.leaks.fillers import Unfillable, fillings, kinds_for
from labase_site.leaks.portal import CLOSED, OPEN, OWN, UNKNOWN

# Views that are not walked, and why.
NOT_WALKED = {
    "wagtailadmin_error_test": "fails on purpose, to show the page of an error",
}
# Values taken of each kind and situation, where an address names several kinds.
FEW = 2


@dataclass(frozen=True)
class Pattern:
    """One line of the URLconf: its view's name, its path, and the parameters in it."""

    view: str
    path: str
    parameters: tuple


@dataclass(frozen=True)
class Address:
    """A path of a view; `situation` says what the objects that it names are to the readers."""

    view: str
    path: str
    situation: str


def patterns(resolver=None):
    """Return every line of the URLconf that is walked."""
    return [
        pattern
        for pattern in _patterns(resolver or get_resolver())
        if pattern.view not in NOT_WALKED
    ]


def addresses(portal, *, sampled, resolver=None):
    """Return every address of the portal; fail on the views whose parameters nothing fills.

    `sampled`: how many values of a kind and situation are taken; None for all of them.
    """
    found, unfillable = [], []
    for pattern in patterns(resolver):
        try:
            found += _filled(pattern, portal, sampled)
        except Unfillable as error:
            unfillable.append(str(error))
    if unfillable:
        raise Unfillable("\n".join(unfillable))
    # Django answers with the first line that fits; a view of ours that stands in front of one
    # of Wagtail's, without a name, is asked what Wagtail's is.
    found.sort(key=lambda address: address.view.startswith("/"))
    return list({each.path: each for each in reversed(found)}.values())[::-1]


def _patterns(resolver, prefix="", namespaces=()):
    for each in resolver.url_patterns:
        regex = prefix + each.pattern.regex.pattern.removeprefix("^")
        if isinstance(each, URLResolver):
            inner = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _patterns(each, regex, inner)
        else:
            for path, parameters in normalize(regex):
                path = f"/{path}"
                view = ":".join([*namespaces, each.name]) if each.name else path
                yield Pattern(view, path, tuple(parameters))


def _filled(pattern, portal, sampled):
    kinds = kinds_for(pattern.view, pattern.parameters)
    if not kinds:
        return [Address(pattern.view, pattern.path, OWN)]
    limit = sampled if len(kinds) == 1 else FEW
    choices = [_sample(fillings(portal, kind), limit) for _names, kind in kinds]
    found = []
    for chosen in product(*choices):
        values = {}
        for (names, _kind), (value, _where) in zip(kinds, chosen, strict=True):
            several = value if isinstance(value, tuple) else (value,)
            values.update(zip(names, several, strict=True))
        situation = _worst(where for _value, where in chosen)
        found.append(Address(pattern.view, pattern.path % values, situation))
    return found


def _sample(values, limit):
    """Return the first values of each situation."""
    kept, counts = [], {}
    for value, situation in values:
        counts[situation] = counts.get(situation, 0) + 1
        if limit is None or counts[situation] <= limit:
            kept.append((value, situation))
    return kept


def _worst(situations):
    situations = set(situations)
    return next(each for each in (UNKNOWN, CLOSED, OPEN, OWN) if each in situations)
