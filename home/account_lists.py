"""The lists of my account: my bases, what I wrote, what I have not finished."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bases.listing import listed, page_of_cards
from bases.models import Card, Membership
from bases.pagination import page_of
from bases.teams import CONTRIBUTING
from home.account import memberships_of, presented_bases
from home.account_sections import show_section

PER_PAGE = 24


@require_safe
@cache_control(private=True)
@login_required
def my_bases(request):
    """Show the bases that I am in, with my role."""
    page = page_of(memberships_of(request.user), request, per_page=PER_PAGE)
    page.object_list = presented_bases(page.object_list, request.user)
    return show_section(
        request,
        "account_bases.html",
        section="my_bases",
        title=_("My bases"),
        page_obj=page,
    )


@require_safe
@cache_control(private=True)
@login_required
def my_fiches(request):
    """Show the fiches that I published."""
    return _published(
        request, Card.Kind.RESOURCE, section="my_fiches", title=_("My fiches")
    )


@require_safe
@cache_control(private=True)
@login_required
def my_collections(request):
    """Show the collections that I published."""
    title = _("My collections")
    return _published(
        request, Card.Kind.COLLECTION, section="my_collections", title=title
    )


@require_safe
@cache_control(private=True)
@login_required
def my_drafts(request):
    """Show what I wrote and did not publish, with the way to go on."""
    page = page_of(drafts_of(request.user), request, per_page=PER_PAGE)
    return show_section(
        request,
        "account_drafts.html",
        section="my_drafts",
        title=_("My drafts"),
        page_obj=page,
    )


def drafts_of(person):
    """Return what `person` began or changed and did not publish, where they may go on with it.

    Rows of values, latest first.
    """
    written = Membership.objects.filter(user=person, role__in=CONTRIBUTING)
    drafts = Card.objects.filter(
        Q(live=False) | Q(page__has_unpublished_changes=True),
        Q(page__owner=person) | Q(page__latest_revision__user=person),
        kind__in=[Card.Kind.RESOURCE, Card.Kind.COLLECTION],
        base__in=written.values("base"),
        in_bin=False,
    )
    return drafts.order_by("-page__latest_revision_created_at", "-pk").values(
        "page_id",
        "kind",
        "live",
        "base__title",
        "page__draft_title",
        "page__latest_revision_created_at",
    )


def _published(request, kind, *, section, title):
    cards = listed(request.user, kind=kind, page__owner=request.user)
    page = page_of_cards(cards, request, per_page=PER_PAGE)
    return show_section(
        request,
        "account_published.html",
        section=section,
        title=title,
        page_obj=page,
        kind=kind,
    )
