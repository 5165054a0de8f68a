"""Lists that cross bases: collections, themes and their fiches."""

from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bases.gestures import gestures_for
from bases.listing import listed, page_of_cards
from bases.models import Card, CardFacet
from taxonomy.models import Theme, ThemeCategory

CARDS_PER_PAGE = 24


@require_safe
@cache_control(private=True)
def collections(request):
    """Show the collections that the visitor may open, those of one base if it is named."""
    cards = listed(request.user, kind=Card.Kind.COLLECTION)
    if base := slugify(request.GET.get("base", "")):
        cards = cards.filter(base__slug=base)
    page = page_of_cards(cards, request, per_page=CARDS_PER_PAGE)
    return render(request, "resources/collections.html", {"page_obj": page})


@require_safe
@cache_control(private=True)
def themes(request):
    """Show the themes, by category."""
    categories = ThemeCategory.objects.prefetch_related("themes")
    return render(request, "resources/themes.html", {"categories": categories})


@require_safe
@cache_control(private=True)
def theme(request, slug):
    """Show the fiches of a theme that the visitor may open."""
    theme = get_object_or_404(Theme.objects.select_related("category"), slug=slug)
    having = CardFacet.objects.filter(facet=CardFacet.Facet.THEME, value=str(theme.pk))
    cards = listed(request.user, kind=Card.Kind.RESOURCE, pk__in=having.values("card"))
    page = page_of_cards(cards, request, per_page=CARDS_PER_PAGE)
    gestures = gestures_for(request.user, theme)
    context = {"theme": theme, "page_obj": page, "gestures": gestures}
    return render(request, "resources/theme.html", context)
