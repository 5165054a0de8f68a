"""What is new in the portal."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bases.pagination import page_of
from community.models import Idea, NewsItem

PER_PAGE = 20


@require_safe
@cache_control(private=True)
def listed(request):
    """Show what is new, latest first, with the ideas that it answers and that everybody reads."""
    items = NewsItem.objects.filter(day__lte=timezone.localdate())
    open_ideas = Prefetch(
        "ideas", Idea.objects.filter(is_open=True).order_by("-sent_at", "-pk")
    )
    found = items.prefetch_related(open_ideas).order_by("-day", "-pk")
    page = page_of(found, request, per_page=PER_PAGE)
    return render(request, "community/news.html", {"page_obj": page})
