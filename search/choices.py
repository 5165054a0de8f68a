"""What answers may be filtered by: facets, and the values that each may take."""

from dataclasses import dataclass
from functools import partial

from django.core.cache import cache
from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from bases.codes import DURATION, YEAR
from bases.levels import Level
from bases.models import CardFacet
from resources.models import ResourcePage
from search.matches import BASE
from taxonomy.models import Audience, Licence, Nature, Territory, Theme

Facet = CardFacet.Facet
# The parameter of each facet in addresses, which are in French, in the order of the page.
PARAMETERS = {
    "theme": Facet.THEME,
    "nature": Facet.NATURE,
    "audience": Facet.AUDIENCE,
    "niveau": Facet.LEVEL,
    "duree": DURATION,
    "territoire": Facet.TERRITORY,
    "licence": Facet.LICENCE,
    "langue": Facet.LANGUAGE,
    "base": BASE,
    "annee": YEAR,
}
LABELS = {
    "theme": _("Theme"),
    "nature": _("Type of resource"),
    "audience": _("Audience"),
    "niveau": _("Level"),
    "duree": _("Duration"),
    "territoire": _("Territory"),
    "licence": _("Licence"),
    "langue": _("Language"),
    "base": _("Base"),
    "annee": _("Year"),
}
VOCABULARIES = {
    "theme": Theme,
    "nature": Nature,
    "audience": Audience,
    "territoire": Territory,
    "licence": Licence,
}
# The durations of `bases.codes`, with their names in addresses.
DURATIONS = {
    "short": ("30-min", _("30 minutes at most")),
    "hour": ("1-h", _("30 minutes to 1 hour")),
    "half-day": ("demi-journee", _("1 to 3 hours")),
    "long": ("plus", _("more than 3 hours")),
}
KEPT, KEPT_FOR = "search-choices", 60
LEVELS = {
    Level.BEGINNER: "debutant",
    Level.INTERMEDIATE: "intermediaire",
    Level.ADVANCED: "avance",
}


@dataclass(frozen=True)
class Choice:
    """A value of a facet: its code in documents, its name in addresses, and for who reads."""

    code: str
    slug: str
    name: str


def choices():
    """Return `{parameter: [Choice, …]}` of the facets whose values are known.

    Those of vocabularies are read once a minute, and once one of them is saved here: one query.
    Bases and years are not: there are as many as documents tell.
    """
    return {**cache.get_or_set(KEPT, _terms, KEPT_FOR), **_codes()}


def forget_choices():
    """Read the vocabularies again, here now and for all once this is committed."""
    cache.delete(KEPT)
    transaction.on_commit(partial(cache.delete, KEPT))


def year(value):
    """Return the choice of a year, None for what is not one."""
    is_year = len(value) == 4 and value.isascii() and value.isdecimal()
    return Choice(value, value, value) if is_year else None


def _terms():
    found = {parameter: [] for parameter in VOCABULARIES}
    first, *others = [
        model.objects.order_by()
        .annotate(
            parameter=Value(parameter, output_field=CharField()),
            rank=Value(rank),
            key=Cast("pk", CharField()),
            group_rank=F("category__position") if model is Theme else Value(0),
        )
        .values_list("parameter", "key", "slug", "name", "rank", "group_rank", "position")
        for rank, (parameter, model) in enumerate(VOCABULARIES.items())
    ]
    rows = first.union(*others, all=True).order_by(
        "rank", "group_rank", "position", "name", "key"
    )
    for parameter, key, slug, name, *_order in rows:
        found[parameter].append(Choice(key, slug, name))
    return found


def _codes():
    languages = ResourcePage._meta.get_field("language").choices
    return {
        "niveau": [Choice(code, LEVELS[code], Level(code).label) for code in LEVELS],
        "duree": [Choice(code, *names) for code, names in DURATIONS.items()],
        "langue": [Choice(code, code, name) for code, name in languages],
    }
