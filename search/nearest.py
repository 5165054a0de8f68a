"""Where to look when nothing answers a question: the nearest themes, of what one may open."""

from django.db.models import Count

from bases.listing import listed
from bases.models import Card, CardFacet
from search.understanding import understand
from search.words import folded, stems_in
from taxonomy.models import Theme

SHOWN = 5


def nearest_themes(reader, words):
    """Return the themes that share most with `words` and their synonyms, then the fullest.

    Those alone of which `reader` may open a fiche. Three queries.
    """
    stems = understand(words).stems
    counts = _fiches_by_theme(reader)
    themes = Theme.objects.filter(pk__in=counts).order_by("name", "pk")
    nearest = sorted(
        themes,
        key=lambda theme: (
            -len(stems.intersection(stems_in(folded(theme.name)).split())),
            -counts[theme.pk],
        ),
    )
    return nearest[:SHOWN]


def _fiches_by_theme(reader):
    fiches = listed(reader, kind=Card.Kind.RESOURCE)
    facets = CardFacet.objects.filter(
        facet=CardFacet.Facet.THEME, card__in=fiches.order_by().values("pk")
    )
    rows = facets.values("value").annotate(count=Count("pk"))
    return {int(row["value"]): row["count"] for row in rows}
